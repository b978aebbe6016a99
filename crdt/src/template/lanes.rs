//! The standard lanes: the title and the question that a lane of each kind starts with, in both
//! languages. Both are only a start; what the team makes of them is stored with the lane.

/// What a lane of one kind starts with.
#[derive(Debug, Clone, Copy)]
pub struct StandardLane {
    /// One of [`crate::schema::LANE_KINDS`].
    pub kind: &'static str,
    /// Whether an empty board has it from the start.
    pub basic: bool,
    /// Title and question in Dutch.
    pub nl: (&'static str, &'static str),
    /// Title and question in English.
    pub en: (&'static str, &'static str),
}

const fn lane(
    kind: &'static str,
    nl: (&'static str, &'static str),
    en: (&'static str, &'static str),
) -> StandardLane {
    StandardLane { kind, basic: false, nl, en }
}

const fn basic(lane: StandardLane) -> StandardLane {
    StandardLane { basic: true, ..lane }
}

/// One for each kind, in the order in which they stand on an empty board.
pub const STANDARD_LANES: &[StandardLane] = &[
    basic(lane(
        "steps",
        ("Wat doet de inwoner?", "Schrijf op wat iemand echt doet. Begin met een werkwoord."),
        ("What does the resident do?", "Write what somebody really does. Start with a verb."),
    )),
    basic(lane(
        "touchpoints",
        ("Contact met de gemeente", "Waar is er contact? Kies ook hoe."),
        ("Contact with the municipality", "Where is there contact? Choose the channel too."),
    )),
    basic(lane(
        "thoughts",
        ("Wat denkt de inwoner?", "Schrijf het op zoals iemand het zegt."),
        ("What does the resident think?", "Write it down the way somebody says it."),
    )),
    basic(lane(
        "emotion",
        ("Hartslag", "Hoe voelt deze stap? Kies van heel slecht tot heel goed."),
        ("Heartbeat", "How does this step feel? Choose from very bad to very good."),
    )),
    basic(lane(
        "pains",
        ("Knelpunten", "Wat gaat hier niet goed?"),
        ("Pain points", "What does not go well here?"),
    )),
    lane(
        "gains",
        ("Wat gaat goed", "Wat moeten we zo houden?"),
        ("What goes well", "What should we keep as it is?"),
    ),
    lane(
        "needs",
        ("Behoefte", "Wat heeft iemand hier nodig?"),
        ("Needs", "What does somebody need here?"),
    ),
    lane(
        "frontstage",
        ("Wat doet de gemeente?", "Wat ziet de inwoner van ons?"),
        ("What does the municipality do?", "What does the resident see of us?"),
    ),
    lane(
        "backstage",
        ("Achter de schermen", "Welk werk ziet de inwoner niet?"),
        ("Behind the scenes", "Which work does the resident not see?"),
    ),
    lane(
        "systems",
        ("Systemen en gegevens", "Welke systemen en bronnen gebruiken we?"),
        ("Systems and data", "Which systems and sources do we use?"),
    ),
    lane(
        "rules",
        ("Regels en termijnen", "Welke regel of termijn geldt hier?"),
        ("Rules and terms", "Which rule or term applies here?"),
    ),
    lane(
        "parties",
        ("Betrokken partijen", "Wie doet er nog meer mee?"),
        ("Parties involved", "Who else takes part?"),
    ),
    lane(
        "evidence",
        ("Bewijs", "Waar weten we dit van? Een gesprek, een cijfer, een brief."),
        ("Evidence", "How do we know this? A conversation, a figure, a letter."),
    ),
    basic(lane(
        "opportunities",
        ("Kansen", "Wat kan beter? Kies nog geen oplossing."),
        ("Opportunities", "What could be better? Do not choose a solution yet."),
    )),
    lane(
        "dilemmas",
        ("Dilemma's", "Waar moeten we over kiezen?"),
        ("Dilemmas", "What do we have to choose between?"),
    ),
    lane("free", ("Nieuwe rij", ""), ("New lane", "")),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::LANE_KINDS;

    #[test]
    fn every_kind_has_one_standard_lane_in_the_same_order() {
        let kinds: Vec<_> = STANDARD_LANES.iter().map(|lane| lane.kind).collect();
        assert_eq!(kinds, LANE_KINDS);
        assert_eq!(STANDARD_LANES.iter().filter(|lane| lane.basic).count(), 6);
    }
}
