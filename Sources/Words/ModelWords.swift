import CostModel
import Text
import Units

/// What is said of models.
public enum ModelWords {
    /// The model in one line.
    public static func summary(_ model: Model, name: String) -> String { say(en: "\(name): \(figures(model))") }

    /// Its size and formats in one line.
    public static func figures(_ model: Model) -> String {
        let total = ValueWords.billions(model.totalParameters)
        let active = ValueWords.billions(model.activeParameters)
        let precision = ValueWords.precisionLabel(model)
        let cache = Decimal.fixed(model.kvBytesPerToken / 1e3, places: 0)
        let element = ValueWords.elementLabel(model.precision.kvCache)
        return say(
            en:
                "\(total) parameters, \(active) active; \(precision); \(cache) kB of \(element) KV cache per token"
        )
    }
}
