//! The one list of measures: what each is called, in JSON and to people, and where it comes from.

use super::Value;

/// A coefficient as it is printed: two decimals, a real minus; what rounds to nothing has no sign.
pub fn two_places(value: f64) -> String {
    let said = format!("{value:.2}");
    if said == "-0.00" { "0.00".into() } else { said.replace('-', "−") }
}

/// A measure of agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    PercentAgreement,
    CohenKappa,
    ScottPi,
    FleissKappa,
    MeanPairwiseKappa,
    KrippAlpha,
    BrennanPrediger,
    GwetAc1,
    Pabak,
    PositiveAgreement,
    NegativeAgreement,
    Jaccard,
    PrevalenceIndex,
    BiasIndex,
    SpanF1Exact,
    SpanF1AnyOverlap,
    SpanF1Share,
    UAlphaBinary,
    UAlpha,
    CuAlpha,
    CuCoverage,
    KuAlpha,
    KuCoverage,
    AlphaU1995,
    LabelSetMasi,
    LabelSetJaccard,
    Gamma,
    GammaDisorder,
    PooledKappa,
    PooledAlpha,
    MeanKappa,
    MicroKappa,
    MicroPositive,
}

/// What is said of a measure.
struct About {
    name: &'static str,
    title: &'static str,
    source: &'static str,
}

impl Measure {
    /// All of them, in the order in which they are listed.
    pub const ALL: &[Measure] = &[
        Measure::PooledAlpha,
        Measure::PooledKappa,
        Measure::MicroPositive,
        Measure::MicroKappa,
        Measure::MeanKappa,
        Measure::KrippAlpha,
        Measure::PositiveAgreement,
        Measure::CohenKappa,
        Measure::FleissKappa,
        Measure::MeanPairwiseKappa,
        Measure::ScottPi,
        Measure::PercentAgreement,
        Measure::NegativeAgreement,
        Measure::Jaccard,
        Measure::BrennanPrediger,
        Measure::GwetAc1,
        Measure::Pabak,
        Measure::PrevalenceIndex,
        Measure::BiasIndex,
        Measure::SpanF1Exact,
        Measure::SpanF1AnyOverlap,
        Measure::SpanF1Share,
        Measure::UAlphaBinary,
        Measure::UAlpha,
        Measure::CuAlpha,
        Measure::CuCoverage,
        Measure::KuAlpha,
        Measure::KuCoverage,
        Measure::AlphaU1995,
        Measure::LabelSetMasi,
        Measure::LabelSetJaccard,
        Measure::Gamma,
        Measure::GammaDisorder,
    ];

    /// The name in JSON; it stays as it is. Passages matched in three ways share one ([`Measure::matching`]).
    pub fn name(self) -> &'static str {
        self.about().name
    }

    /// Of a measure of matching passages, when they match: `iou_ge_0.5` where passages must share `same_span` hundredths.
    pub fn matching(self, same_span: u8) -> Option<String> {
        match self {
            Measure::SpanF1Exact => Some("exact".into()),
            Measure::SpanF1AnyOverlap => Some("overlap_any".into()),
            Measure::SpanF1Share => Some(format!("iou_ge_{}", f64::from(same_span) / 100.0)),
            _ => None,
        }
    }

    /// The name as people read it.
    pub fn title(self) -> &'static str {
        self.about().title
    }

    /// Where its formula comes from.
    pub fn source(self) -> &'static str {
        self.about().source
    }

    /// Whether it always speaks of characters, whatever unit is compared: measures of passages and their boundaries.
    pub fn of_passages(self) -> bool {
        use Measure::*;
        matches!(
            self,
            SpanF1Exact
                | SpanF1AnyOverlap
                | SpanF1Share
                | UAlphaBinary
                | UAlpha
                | CuAlpha
                | CuCoverage
                | KuAlpha
                | KuCoverage
                | AlphaU1995
                | LabelSetMasi
                | LabelSetJaccard
                | Gamma
                | GammaDisorder
        )
    }

    fn about(self) -> About {
        let (name, title, source) = match self {
            Measure::PercentAgreement => ("percent_agreement", "Percent agreement", "Fleiss 1971"),
            Measure::CohenKappa => ("cohen_kappa", "Cohen's kappa", "Cohen 1960"),
            Measure::ScottPi => ("scott_pi", "Scott's pi", "Scott 1955"),
            Measure::FleissKappa => ("fleiss_kappa", "Fleiss' kappa", "Fleiss 1971"),
            Measure::MeanPairwiseKappa => ("mean_pairwise_cohen_kappa", "Mean kappa of pairs", "Light 1971"),
            Measure::KrippAlpha => ("kripp_alpha", "Krippendorff's alpha", "Krippendorff 2019, chapter 12"),
            Measure::BrennanPrediger => ("brennan_prediger", "Brennan and Prediger", "Brennan & Prediger 1981"),
            Measure::GwetAc1 => ("gwet_ac1", "Gwet's AC1", "Gwet 2008"),
            Measure::Pabak => ("pabak", "PABAK", "Byrt, Bishop & Carlin 1993"),
            Measure::PositiveAgreement => {
                ("positive_agreement", "Positive agreement (F1)", "Cicchetti & Feinstein 1990")
            }
            Measure::NegativeAgreement => ("negative_agreement", "Negative agreement", "Cicchetti & Feinstein 1990"),
            Measure::Jaccard => ("jaccard", "Jaccard's index", "Jaccard 1901"),
            Measure::PrevalenceIndex => ("prevalence_index", "Prevalence index", "Byrt, Bishop & Carlin 1993"),
            Measure::BiasIndex => ("bias_index", "Bias index", "Byrt, Bishop & Carlin 1993"),
            Measure::SpanF1Exact => ("span_f1", "Passages with the same ends (F1)", "Holsti 1969"),
            Measure::SpanF1AnyOverlap => ("span_f1", "Passages that overlap (F1)", "Holsti 1969"),
            Measure::SpanF1Share => ("span_f1", "Passages mostly the same (F1)", "Holsti 1969; Jaccard 1901"),
            Measure::UAlphaBinary => ("u_alpha_binary", "|u|-alpha", "Krippendorff et al. 2016"),
            Measure::UAlpha => ("u_alpha", "u-alpha", "Krippendorff et al. 2016"),
            Measure::CuAlpha => ("cu_alpha", "cu-alpha", "Krippendorff et al. 2016, equation 10"),
            Measure::CuCoverage => ("cu_coverage", "Coverage of cu-alpha", "Krippendorff et al. 2016"),
            Measure::KuAlpha => ("ku_alpha", "(k)u-alpha", "Krippendorff et al. 2016"),
            Measure::KuCoverage => ("ku_coverage", "Coverage of (k)u-alpha", "Krippendorff et al. 2016"),
            Measure::AlphaU1995 => ("alphaU_1995", "alpha-U (1995)", "Krippendorff 1995, corrected 2004"),
            Measure::LabelSetMasi => ("alpha_labelset_masi", "Alpha of code sets (MASI)", "Passonneau 2006"),
            Measure::LabelSetJaccard => ("alpha_labelset_jaccard", "Alpha of code sets (Jaccard)", "Passonneau 2006"),
            Measure::Gamma => ("gamma", "Gamma", "Mathet, Widlöcher & Métivier 2015"),
            Measure::GammaDisorder => {
                ("gamma_best_alignment_disorder", "Disorder of the best alignment", "Mathet, Widlöcher & Métivier 2015")
            }
            Measure::PooledKappa => ("kappa_pooled_devries2008", "Pooled kappa", "De Vries et al. 2008"),
            Measure::PooledAlpha => ("alpha_pooled_over_codes", "Pooled alpha", "Krippendorff 2019, chapter 12"),
            Measure::MeanKappa => ("kappa_mean_over_codes", "Mean kappa over codes", "Cohen 1960"),
            Measure::MicroKappa => {
                ("kappa_micro_code_x_char_cells", "Kappa over all codes laid together", "Cohen 1960")
            }
            Measure::MicroPositive => {
                ("positive_agreement_micro", "Positive agreement over all codes", "Cicchetti & Feinstein 1990")
            }
        };
        About { name, title, source }
    }
}

/// What a measure comes to, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Which measure.
    pub measure: Measure,
    /// Its value, or why there is none.
    pub value: Value,
    /// Where it lies in 95 of 100 draws of transcripts (or turns); only of measures that are drawn.
    pub interval: Option<Interval>,
    /// The standard error that leaving out one transcript (or turn) at a time gives; only of measures that are drawn.
    pub jackknife_se: Option<Value>,
}

impl Score {
    /// A value without its certainty.
    pub fn new(measure: Measure, value: Value) -> Self {
        Score { measure, value, interval: None, jackknife_se: None }
    }
}

/// The middle 95 % of the values that draws gave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The 2.5th percentile.
    pub low: f64,
    /// The 97.5th percentile.
    pub high: f64,
    /// In how many draws the measure had a value; the others are left out.
    pub defined: u32,
}

impl Interval {
    /// How wide it is.
    pub fn width(&self) -> f64 {
        self.high - self.low
    }
}
