import Foundation

/// The rows of the tables that a command printed as JSON.
enum JSONRows {
    /// Those of the one document in a text; nil where that is none.
    static func of(_ text: String) -> [[String: Any]]? {
        guard let document = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any],
            let tables = document["tables"] as? [[String: Any]]
        else { return nil }
        return tables.flatMap { $0["rows"] as? [[String: Any]] ?? [] }
    }
}
