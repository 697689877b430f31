import Text

/// What is said of plans, wherever they are shown.
public enum PlanWords {
    /// There was no sweep and no evaluation.
    public static var none: String { say(en: "there are no plans yet") }

    /// How plans come about.
    public static var howToMake: String {
        say(
            en:
                "'sweep' alone searches tp and batch, 'sweep tp=2,4,8 batch=6..16:2' what is given; 'eval' makes one")
    }
}
