/// The lines in which two texts differ.
enum LineDiff {
    /// Lines of both texts in order: `- ` only in the old one, `+ ` only in the new one, those in common left out.
    static func lines(from old: [String], to new: [String]) -> [String] {
        let difference = new.difference(from: old)
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var lines: [String] = []
        var (before, after) = (0, 0)
        while before < old.count || after < new.count {
            if removed.contains(before) {
                lines.append("- " + old[before])
                before += 1
            } else if inserted.contains(after) {
                lines.append("+ " + new[after])
                after += 1
            } else {
                before += 1
                after += 1
            }
        }
        return lines
    }
}
