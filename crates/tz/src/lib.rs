//! Current IANA zone data behind the part of chrono-tz's API that this project uses.
