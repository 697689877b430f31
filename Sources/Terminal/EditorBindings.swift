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
        _ = cle_add_command(editor, "sextant-left", "Move over the character before the cursor") { editor, _ in
            LibEditLineEditor.from(editor)?.moveLeft() ?? UInt8(CC_ERROR)
        }
        _ = cle_add_command(editor, "sextant-right", "Move over a character, or take what is offered") { editor, _ in
            LibEditLineEditor.from(editor)?.moveRight() ?? UInt8(CC_ERROR)
        }
        _ = cle_add_command(editor, "sextant-next-word", "Move over a word, or take one of the offer") { editor, _ in
            LibEditLineEditor.from(editor)?.moveOverWord() ?? UInt8(CC_ERROR)
        }
        _ = cle_add_command(editor, "sextant-delete-left", "Delete the character before the cursor") { editor, _ in
            LibEditLineEditor.from(editor)?.deleteLeft() ?? UInt8(CC_ERROR)
        }
        _ = cle_add_command(editor, "sextant-delete-right", "Delete the character at the cursor") { editor, _ in
            LibEditLineEditor.from(editor)?.deleteRight() ?? UInt8(CC_ERROR)
        }
        _ = cle_add_command(editor, "sextant-edit", "Edit the line in a program") { editor, _ in
            LibEditLineEditor.from(editor)?.editInProgram() ?? UInt8(CC_ERROR)
        }
    }

    /// Binds a key that begins with one, Ctrl-X, which the user's file may bind to something else; before that is read.
    static func bindFirst(of editor: OpaquePointer) {
        _ = cle_bind(editor, "^X^E", "sextant-edit")
    }

    /// Binds the keys; after `.editrc`, as choosing emacs or vi keys there resets all of them.
    static func bindKeys(of editor: OpaquePointer) {
        let keys = [
            ("^I", "sextant-complete"),
            ("^P", "sextant-older"),
            ("^N", "sextant-newer"),
            ("^R", "sextant-search"),
            ("^D", "sextant-delete-or-end"),
            ("^F", "sextant-right"),
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
            ("\\e[C", "sextant-right"), ("\\eOC", "sextant-right"),
            ("\\e[D", "sextant-left"), ("\\eOD", "sextant-left"), ("^B", "sextant-left"),
            ("\\e[3~", "sextant-delete-right"), ("^H", "sextant-delete-left"), ("\\177", "sextant-delete-left"),
            ("\\e[1;5C", "sextant-next-word"), ("\\e[1;3C", "sextant-next-word"), ("\\ef", "sextant-next-word"),
            ("\\e[1;5D", "ed-prev-word"), ("\\e[1;3D", "ed-prev-word"),
            ("\\ee", "sextant-edit"),
            ("^W", "ed-delete-prev-word"),
            ("^U", "vi-kill-line-prev"),
        ]
        for (key, command) in keys { _ = cle_bind(editor, key, command) }
    }

    private static func bindViKeys(of editor: OpaquePointer) {
        let both = [
            ("^A", "ed-move-to-beg"), ("^E", "sextant-end-of-line"), ("^B", "sextant-left"), ("^F", "sextant-right"),
        ]
        _ = cle_bind(editor, "^X^E", "sextant-edit")
        for (key, command) in both {
            _ = cle_bind(editor, key, command)
            _ = cle_bind_alternate(editor, key, command)
        }
        let alternate = [
            ("^P", "sextant-older"), ("k", "sextant-older"), ("^N", "sextant-newer"), ("j", "sextant-newer"),
            ("^R", "sextant-search"), ("/", "sextant-search"), ("^D", "sextant-delete-or-end"),
            ("\\237", "sextant-paste"), ("^J", "ed-newline"), ("^M", "ed-newline"), ("v", "sextant-edit"),
        ]
        for (key, command) in alternate { _ = cle_bind_alternate(editor, key, command) }
    }
}
