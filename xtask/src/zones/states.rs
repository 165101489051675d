//! The states and provinces of the three countries whose clocks differ by them.
//!
//! Codes and capitals are facts of common knowledge, checked against GeoNames whenever the file is written.

/// A state, a province or a territory.
pub(super) struct State {
    /// The country's code.
    pub(super) country: &'static str,
    /// As people write it in an address.
    pub(super) code: &'static str,
    /// What GeoNames calls it.
    pub(super) geonames: &'static str,
    pub(super) name: &'static str,
    /// As GeoNames spells it.
    pub(super) capital: &'static str,
}

const fn state(fields: [&'static str; 5]) -> State {
    let [country, code, geonames, name, capital] = fields;
    State {
        country,
        code,
        geonames,
        name,
        capital,
    }
}

pub(super) const STATES: [State; 72] = [
    state(["US", "AL", "AL", "Alabama", "Montgomery"]),
    state(["US", "AK", "AK", "Alaska", "Juneau"]),
    state(["US", "AZ", "AZ", "Arizona", "Phoenix"]),
    state(["US", "AR", "AR", "Arkansas", "Little Rock"]),
    state(["US", "CA", "CA", "California", "Sacramento"]),
    state(["US", "CO", "CO", "Colorado", "Denver"]),
    state(["US", "CT", "CT", "Connecticut", "Hartford"]),
    state(["US", "DE", "DE", "Delaware", "Dover"]),
    state(["US", "DC", "DC", "District of Columbia", "Washington"]),
    state(["US", "FL", "FL", "Florida", "Tallahassee"]),
    state(["US", "GA", "GA", "Georgia", "Atlanta"]),
    state(["US", "HI", "HI", "Hawaii", "Honolulu"]),
    state(["US", "ID", "ID", "Idaho", "Boise"]),
    state(["US", "IL", "IL", "Illinois", "Springfield"]),
    state(["US", "IN", "IN", "Indiana", "Indianapolis"]),
    state(["US", "IA", "IA", "Iowa", "Des Moines"]),
    state(["US", "KS", "KS", "Kansas", "Topeka"]),
    state(["US", "KY", "KY", "Kentucky", "Frankfort"]),
    state(["US", "LA", "LA", "Louisiana", "Baton Rouge"]),
    state(["US", "ME", "ME", "Maine", "Augusta"]),
    state(["US", "MD", "MD", "Maryland", "Annapolis"]),
    state(["US", "MA", "MA", "Massachusetts", "Boston"]),
    state(["US", "MI", "MI", "Michigan", "Lansing"]),
    state(["US", "MN", "MN", "Minnesota", "Saint Paul"]),
    state(["US", "MS", "MS", "Mississippi", "Jackson"]),
    state(["US", "MO", "MO", "Missouri", "Jefferson City"]),
    state(["US", "MT", "MT", "Montana", "Helena"]),
    state(["US", "NE", "NE", "Nebraska", "Lincoln"]),
    state(["US", "NV", "NV", "Nevada", "Carson City"]),
    state(["US", "NH", "NH", "New Hampshire", "Concord"]),
    state(["US", "NJ", "NJ", "New Jersey", "Trenton"]),
    state(["US", "NM", "NM", "New Mexico", "Santa Fe"]),
    state(["US", "NY", "NY", "New York", "Albany"]),
    state(["US", "NC", "NC", "North Carolina", "Raleigh"]),
    state(["US", "ND", "ND", "North Dakota", "Bismarck"]),
    state(["US", "OH", "OH", "Ohio", "Columbus"]),
    state(["US", "OK", "OK", "Oklahoma", "Oklahoma City"]),
    state(["US", "OR", "OR", "Oregon", "Salem"]),
    state(["US", "PA", "PA", "Pennsylvania", "Harrisburg"]),
    state(["US", "RI", "RI", "Rhode Island", "Providence"]),
    state(["US", "SC", "SC", "South Carolina", "Columbia"]),
    state(["US", "SD", "SD", "South Dakota", "Pierre"]),
    state(["US", "TN", "TN", "Tennessee", "Nashville"]),
    state(["US", "TX", "TX", "Texas", "Austin"]),
    state(["US", "UT", "UT", "Utah", "Salt Lake City"]),
    state(["US", "VT", "VT", "Vermont", "Montpelier"]),
    state(["US", "VA", "VA", "Virginia", "Richmond"]),
    state(["US", "WA", "WA", "Washington", "Olympia"]),
    state(["US", "WV", "WV", "West Virginia", "Charleston"]),
    state(["US", "WI", "WI", "Wisconsin", "Madison"]),
    state(["US", "WY", "WY", "Wyoming", "Cheyenne"]),
    state(["CA", "AB", "01", "Alberta", "Edmonton"]),
    state(["CA", "BC", "02", "British Columbia", "Victoria"]),
    state(["CA", "MB", "03", "Manitoba", "Winnipeg"]),
    state(["CA", "NB", "04", "New Brunswick", "Fredericton"]),
    state(["CA", "NL", "05", "Newfoundland and Labrador", "St. John's"]),
    state(["CA", "NS", "07", "Nova Scotia", "Halifax"]),
    state(["CA", "ON", "08", "Ontario", "Toronto"]),
    state(["CA", "PE", "09", "Prince Edward Island", "Charlottetown"]),
    state(["CA", "QC", "10", "Quebec", "Québec"]),
    state(["CA", "SK", "11", "Saskatchewan", "Regina"]),
    state(["CA", "YT", "12", "Yukon", "Whitehorse"]),
    state(["CA", "NT", "13", "Northwest Territories", "Yellowknife"]),
    state(["CA", "NU", "14", "Nunavut", "Iqaluit"]),
    state([
        "AU",
        "ACT",
        "01",
        "Australian Capital Territory",
        "Canberra",
    ]),
    state(["AU", "NSW", "02", "New South Wales", "Sydney"]),
    state(["AU", "NT", "03", "Northern Territory", "Darwin"]),
    state(["AU", "QLD", "04", "Queensland", "Brisbane"]),
    state(["AU", "SA", "05", "South Australia", "Adelaide"]),
    state(["AU", "TAS", "06", "Tasmania", "Hobart"]),
    state(["AU", "VIC", "07", "Victoria", "Melbourne"]),
    state(["AU", "WA", "08", "Western Australia", "Perth"]),
];
