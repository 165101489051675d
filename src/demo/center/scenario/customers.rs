//! Who calls. Names in several scripts, because callers have them.

/// Somebody who calls.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Customer {
    pub(crate) name: &'static str,
    pub(crate) number: &'static str,
    /// Where they are, where the customer file knows it.
    pub(crate) zone: Option<&'static str>,
}

/// The customer file. Numbers are of the ranges that no telephone has.
pub(crate) const CUSTOMERS: [Customer; 16] = [
    Customer {
        name: "Maya Lindqvist",
        number: "+12125550142",
        zone: None,
    },
    Customer {
        name: "José Álvarez",
        number: "+13105550117",
        zone: Some("America/Los_Angeles"),
    },
    Customer {
        name: "Priya Natarajan",
        number: "+442079460958",
        zone: Some("Europe/London"),
    },
    Customer {
        name: "Oliver Bennett",
        number: "+61255500156",
        zone: Some("Australia/Sydney"),
    },
    Customer {
        name: "Zoë van Dijk",
        number: "+16175550133",
        zone: None,
    },
    Customer {
        name: "ليلى منصور",
        number: "+17185550164",
        zone: None,
    },
    Customer {
        name: "Grace O’Connor",
        number: "+13125550109",
        zone: Some("America/Chicago"),
    },
    Customer {
        name: "Daniel Kim",
        number: "+12065550171",
        zone: Some("America/Los_Angeles"),
    },
    Customer {
        name: "Fatoumata Diallo",
        number: "+19175550126",
        zone: None,
    },
    Customer {
        name: "Tom Becker",
        number: "+13035550152",
        zone: Some("America/Denver"),
    },
    Customer {
        name: "Inês Carvalho",
        number: "+18575550119",
        zone: None,
    },
    Customer {
        name: "Arjun Mehta",
        number: "+14085550145",
        zone: Some("America/Los_Angeles"),
    },
    Customer {
        name: "Hannah Weiss",
        number: "+12025550178",
        zone: None,
    },
    Customer {
        name: "Nguyễn Thị Lan",
        number: "+17135550103",
        zone: Some("America/Chicago"),
    },
    Customer {
        name: "Samuel Okafor",
        number: "+14045550160",
        zone: None,
    },
    Customer {
        name: "陳美玲",
        number: "+14155550188",
        zone: Some("America/Los_Angeles"),
    },
];
