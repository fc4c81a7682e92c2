//! What is counted: characters, or words, sentences, turns or whole transcripts that count as marked.

use super::Stretch;

/// The unit of comparison. Values in different units do not compare: the unit stands beside every figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Every character: Unicode code points.
    #[default]
    Character,
    /// Every word; what stands between words is not counted.
    Word,
    /// Every sentence; the space between sentences is not counted.
    Sentence,
    /// Every turn of a speaker, and every paragraph outside turns.
    Turn,
    /// Every transcript.
    Document,
}

impl Unit {
    /// All of them, from the smallest.
    pub const ALL: [Unit; 5] = [Unit::Character, Unit::Word, Unit::Sentence, Unit::Turn, Unit::Document];

    /// The unit's name, as the command line and JSON have it.
    pub fn name(self) -> &'static str {
        match self {
            Unit::Character => "character",
            Unit::Word => "word",
            Unit::Sentence => "sentence",
            Unit::Turn => "turn",
            Unit::Document => "document",
        }
    }

    /// Several of them: "transcripts" for documents.
    pub fn plural(self) -> &'static str {
        match self {
            Unit::Character => "characters",
            Unit::Word => "words",
            Unit::Sentence => "sentences",
            Unit::Turn => "turns",
            Unit::Document => "transcripts",
        }
    }
}

/// When a unit counts as marked by a coder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rule {
    /// At least one of its characters is marked.
    #[default]
    AnyOverlap,
    /// More than half of its characters are marked.
    Majority,
}

impl Rule {
    /// The rule's name, as the command line and JSON have it.
    pub fn name(self) -> &'static str {
        match self {
            Rule::AnyOverlap => "any",
            Rule::Majority => "majority",
        }
    }
}

/// The units of one transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Units {
    /// So many characters, each a unit.
    Characters(u32),
    /// These stretches of characters, in order and sharing none, each a unit.
    Stretches(Vec<Stretch>, Rule),
}

impl Units {
    /// How many units there are.
    pub fn count(&self) -> u32 {
        match self {
            Units::Characters(count) => *count,
            Units::Stretches(stretches, _) => u32::try_from(stretches.len()).unwrap_or(u32::MAX),
        }
    }

    /// Which units one coder's united stretches of characters mark, as stretches of units. `None` where the units are characters:
    /// then they are the stretches themselves.
    pub(super) fn marked(&self, stretches: &[Stretch]) -> Option<Vec<Stretch>> {
        let Units::Stretches(units, rule) = self else { return None };
        let mut covered: Vec<(usize, u32)> = Vec::new();
        for stretch in stretches {
            let from = units.partition_point(|unit| unit.end <= stretch.start);
            let reached = units.iter().enumerate().skip(from).take_while(|(_, unit)| unit.start < stretch.end);
            for (place, unit) in reached {
                match covered.last_mut() {
                    Some((last, characters)) if *last == place => *characters += unit.shared(*stretch),
                    _ => covered.push((place, unit.shared(*stretch))),
                }
            }
        }
        let counts = |&(place, characters): &(usize, u32)| match rule {
            Rule::AnyOverlap => characters > 0,
            Rule::Majority => units.get(place).is_some_and(|unit| u64::from(characters) * 2 > u64::from(unit.len())),
        };
        let mut marked: Vec<Stretch> = Vec::new();
        for (place, _) in covered.into_iter().filter(counts) {
            let at = u32::try_from(place).unwrap_or(u32::MAX);
            match marked.last_mut() {
                Some(last) if last.end == at => last.end += 1,
                _ => marked.push(Stretch::new(at, at.saturating_add(1))),
            }
        }
        Some(marked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_marked_by_any_overlap_or_by_more_than_half_of_it_in_several_pieces() {
        let units = vec![Stretch::new(0, 10), Stretch::new(11, 15), Stretch::new(15, 25)];
        let marks = [Stretch::new(0, 3), Stretch::new(4, 6), Stretch::new(7, 13)];
        let with = |rule| Units::Stretches(units.clone(), rule).marked(&marks);
        assert_eq!(with(Rule::AnyOverlap), Some(vec![Stretch::new(0, 2)]));
        // 8 of 10; then 2 of 4, which is half and not more.
        assert_eq!(with(Rule::Majority), Some(vec![Stretch::new(0, 1)]));
        assert_eq!(Units::Characters(30).marked(&marks), None);
    }
}
