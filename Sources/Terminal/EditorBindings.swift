import CLibEdit

/// The keys of the line editor and the commands they call.
enum EditorBindings {
    /// A key no keyboard sends; the reader gives it to libedit to have the waiting paste inserted.
    static let pasteKey: Int32 = 0x9F

    /// Defines the commands; before the user's `.editrc` is read, so that it can name them.
    static func addCommands(to editor: OpaquePointer) {
        _ = cle_add_command(editor, "sextant-complete", "Complete the word at the cursor") { editor, _ in
            LibEditLineEditor.from(editor)?.completeWord() ?? UInt8(CC_ERROR)
        }
        _ = cle_add_command(editor, "sextant-older", "Recall an older line that begins as typed") { editor, _ in
            LibEditLineEditor.from(editor)?.recallOlder() ?? UInt8(CC_ERROR)
        }
        _ = cle_add_command(editor, "sextant-newer", "Recall a newer line that begins as typed") { editor, _ in
            LibEditLineEditor.from(editor)?.recallNewer() ?? UInt8(CC_ERROR)
        }
        _ = cle_add_command(editor, "sextant-search", "Search earlier lines as you type") { editor, _ in
            LibEditLineEditor.from(editor)?.searchHistory() ?? UInt8(CC_ERROR)
        }
        _ = cle_add_command(editor, "sextant-delete-or-end", "Delete, or end on an empty line") { editor, _ in
            LibEditLineEditor.from(editor)?.deleteOrEnd() ?? UInt8(CC_ERROR)
        }
        _ = cle_add_command(editor, "sextant-end-of-line", "Move behind the last character") { editor, _ in
            LibEditLineEditor.from(editor)?.moveToEnd() ?? UInt8(CC_ERROR)
        }
        _ = cle_add_command(editor, "sextant-paste", "Insert pasted text") { editor, _ in
            LibEditLineEditor.from(editor)?.insertPaste() ?? UInt8(CC_ERROR)
        }
    }

    /// Binds the keys; after `.editrc`, as choosing emacs or vi keys there resets all of them.
    static func bindKeys(of editor: OpaquePointer) {
        let keys = [
            ("^I", "sextant-complete"),
            ("^P", "sextant-older"),
            ("^N", "sextant-newer"),
            ("^R", "sextant-search"),
            ("^D", "sextant-delete-or-end"),
            ("\\237", "sextant-paste"),
            ("^J", "ed-newline"),
            ("^M", "ed-newline"),
        ]
        for (key, command) in keys { _ = cle_bind(editor, key, command) }
        if cle_uses_vi_keys(editor) != 0 {
            bindViKeys(of: editor)
        } else {
            bindEmacsKeys(of: editor)
        }
    }

    private static func bindEmacsKeys(of editor: OpaquePointer) {
        let keys = [
            ("\\e[A", "sextant-older"), ("\\eOA", "sextant-older"),
            ("\\e[B", "sextant-newer"), ("\\eOB", "sextant-newer"),
            ("\\ep", "sextant-older"), ("\\en", "sextant-newer"),
            ("\\e[H", "ed-move-to-beg"), ("\\eOH", "ed-move-to-beg"), ("\\e[1~", "ed-move-to-beg"),
            ("\\e[F", "ed-move-to-end"), ("\\eOF", "ed-move-to-end"), ("\\e[4~", "ed-move-to-end"),
            ("\\e[3~", "ed-delete-next-char"),
            ("\\e[1;5C", "em-next-word"), ("\\e[1;5D", "ed-prev-word"),
            ("^W", "ed-delete-prev-word"),
            ("^U", "vi-kill-line-prev"),
        ]
        for (key, command) in keys { _ = cle_bind(editor, key, command) }
    }

    private static func bindViKeys(of editor: OpaquePointer) {
        let both = [
            ("^A", "ed-move-to-beg"), ("^E", "sextant-end-of-line"), ("^B", "ed-prev-char"), ("^F", "ed-next-char"),
        ]
        for (key, command) in both {
            _ = cle_bind(editor, key, command)
            _ = cle_bind_alternate(editor, key, command)
        }
        let alternate = [
            ("^P", "sextant-older"), ("k", "sextant-older"), ("^N", "sextant-newer"), ("j", "sextant-newer"),
            ("^R", "sextant-search"), ("/", "sextant-search"), ("^D", "sextant-delete-or-end"),
            ("\\237", "sextant-paste"), ("^J", "ed-newline"), ("^M", "ed-newline"),
        ]
        for (key, command) in alternate { _ = cle_bind_alternate(editor, key, command) }
    }
}
