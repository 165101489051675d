//! The scenarios in `crates/core/scenarios` are read, fit to run, and keep busy but not drowned.

use callback_core::simulation::{Contact, Left, Plan, Service, Sink, simulate};
use callback_core::wire::scenario::ScenarioFile;

#[derive(Default)]
struct Counts {
    entered: u32,
    served: u32,
    gave_up: u32,
    stranded: u32,
}

impl Sink for Counts {
    fn entered(&mut self, _: &Contact) {
        self.entered += 1;
    }

    fn started(&mut self, _: &Contact, _: &Service) {
        self.served += 1;
    }

    fn left(&mut self, _: i64, _: &Contact, how: Left) {
        match how {
            Left::Abandoned | Left::Balked => self.gave_up += 1,
            _ => self.stranded += 1,
        }
    }
}

#[test]
fn each_scenario_can_be_run() {
    for (name, text) in [
        ("bank", include_str!("../scenarios/bank.json")),
        ("clinic", include_str!("../scenarios/clinic.json")),
        ("help-desk", include_str!("../scenarios/help-desk.json")),
        ("multi-skill", include_str!("../scenarios/multi-skill.json")),
    ] {
        let file: ScenarioFile =
            serde_json::from_str(text).unwrap_or_else(|why| panic!("{name}: {why}"));
        let asked = file.read().unwrap_or_else(|why| panic!("{name}: {why}"));
        let plan = Plan::new(&asked.scenario).unwrap_or_else(|why| panic!("{name}: {why:?}"));
        let mut counts = Counts::default();
        simulate(&plan, 1, &mut counts);
        let Counts {
            entered,
            served,
            gave_up,
            stranded,
        } = counts;
        assert_eq!(entered, served + gave_up + stranded, "{name}");
        assert!(
            served > 800 && gave_up > 0 && gave_up * 6 < entered,
            "{name}: {served} served, {gave_up} of {entered} gave up"
        );
        println!(
            "{name}: {entered} entered, {served} served, {gave_up} gave up, {stranded} stranded"
        );
    }
}
