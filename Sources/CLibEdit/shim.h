// The part of libedit that the line editor uses.
//
// Swift can call neither variadic functions (el_wset) nor read the stdio globals under strict concurrency, so each use
// has a small typed wrapper here. Characters cross as int32_t: wchar_t is imported as Unicode.Scalar, which must never
// hold an invalid value, and its signedness differs between processors.

#ifndef SEXTANT_CLIBEDIT_SHIM_H
#define SEXTANT_CLIBEDIT_SHIM_H

#include <histedit.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include <wctype.h>

// glibc declares it only under _XOPEN_SOURCE, which a module cannot rely on.
extern int wcwidth(wchar_t character);

/// Reads one character into the cell: 1 on success, 0 at the end of input, -1 on failure.
typedef int (*cle_read_function)(EditLine *_Nonnull, int32_t *_Nonnull);
/// Returns the prompt as a zero-terminated string that stays valid until the next call.
typedef const int32_t *_Nonnull (*cle_prompt_function)(EditLine *_Nonnull);
/// An editing command: gets the key that called it, returns one of the CC_ codes.
typedef unsigned char (*cle_command_function)(EditLine *_Nonnull, unsigned int);

// A function pointer may be cast through void (*)(void) and back without a warning about its parameters.
typedef void (*cle_any_function)(void);

/// Where libedit draws while someone else draws the line: a text in memory.
struct cle_canvas {
    FILE *_Nullable stream;
    char *_Nullable text;
    size_t count;
};

static inline struct cle_canvas *_Nullable cle_make_canvas(void) {
    struct cle_canvas *canvas = (struct cle_canvas *)calloc(1, sizeof(struct cle_canvas));
    if (canvas == NULL) return NULL;
    canvas->stream = open_memstream(&canvas->text, &canvas->count);
    if (canvas->stream != NULL) return canvas;
    free(canvas);
    return NULL;
}

static inline void cle_free_canvas(struct cle_canvas *_Nonnull canvas) {
    (void)fclose(canvas->stream);
    free(canvas->text);
    free(canvas);
}

#define CLE_BELL 1
#define CLE_CLEAR 2

/// What libedit drew since the last call: CLE_BELL where it rang the bell, CLE_CLEAR where it cleared the screen.
static inline int cle_take(struct cle_canvas *_Nonnull canvas) {
    (void)fflush(canvas->stream);
    int drawn = 0;
    for (size_t at = 0; at < canvas->count; at++) {
        if (canvas->text[at] == '\a') drawn |= CLE_BELL;
        // Only clearing moves to the first row.
        if (canvas->text[at] == 'H' && at >= 2 && canvas->text[at - 1] == '[' && canvas->text[at - 2] == '\033')
            drawn |= CLE_CLEAR;
    }
    rewind(canvas->stream);
    return drawn;
}

/// Opens an editor on standard input and output, which draws on a canvas where there is one.
static inline EditLine *_Nullable cle_open(const char *_Nonnull program, struct cle_canvas *_Nullable canvas) {
    if (canvas == NULL) return el_init(program, stdin, stdout, stderr);
    return el_init_fd(program, stdin, canvas->stream, stderr, fileno(stdin), fileno(stdout), fileno(stderr));
}

static inline int cle_set_client(EditLine *_Nonnull editor, void *_Nullable client) {
    return el_wset(editor, EL_CLIENTDATA, client);
}

static inline void *_Nullable cle_client(EditLine *_Nonnull editor) {
    void *client = NULL;
    return el_wget(editor, EL_CLIENTDATA, &client) == 0 ? client : NULL;
}

/// Sets the prompt function; text between two mark characters goes to the terminal as it is and counts no columns.
static inline int cle_set_prompt(EditLine *_Nonnull editor, cle_prompt_function _Nonnull function, int mark) {
    return el_wset(editor, EL_PROMPT_ESC, (wchar_t * (*)(EditLine *))(cle_any_function)function, mark);
}

static inline int cle_set_reader(EditLine *_Nonnull editor, cle_read_function _Nonnull function) {
    return el_wset(editor, EL_GETCFN, (el_rfunc_t)(cle_any_function)function);
}

static inline int cle_add_command(EditLine *_Nonnull editor, const char *_Nonnull name, const char *_Nonnull help,
                                  cle_command_function _Nonnull function) {
    return el_set(editor, EL_ADDFN, name, help, function);
}

static inline int cle_bind(EditLine *_Nonnull editor, const char *_Nonnull key, const char *_Nonnull command) {
    return el_set(editor, EL_BIND, key, command, NULL);
}

/// Binds a key in the second key map, which vi's command mode uses.
static inline int cle_bind_alternate(EditLine *_Nonnull editor, const char *_Nonnull key,
                                     const char *_Nonnull command) {
    return el_set(editor, EL_BIND, "-a", key, command, NULL);
}

/// Changes a terminal flag of one mode: "-d" while a line is edited, "-x" while a command runs.
static inline int cle_set_terminal_flag(EditLine *_Nonnull editor, const char *_Nonnull mode,
                                        const char *_Nonnull flag) {
    return el_set(editor, EL_SETTY, mode, flag, NULL);
}

static inline int cle_set_editing(EditLine *_Nonnull editor, int enabled) {
    return el_wset(editor, EL_EDITMODE, enabled);
}

static inline int cle_set_signal_handling(EditLine *_Nonnull editor, int enabled) {
    return el_wset(editor, EL_SIGNAL, enabled);
}

/// Puts the terminal into the editing mode (1) or the mode for running commands (0).
static inline int cle_prepare_terminal(EditLine *_Nonnull editor, int editing) {
    return el_wset(editor, EL_PREP_TERM, editing);
}

/// Draws prompt and line again from where the terminal's cursor stands.
static inline int cle_redraw(EditLine *_Nonnull editor) {
    return el_set(editor, EL_REFRESH);
}

/// The history that libedit's own commands find: an empty one, since the shell keeps its own.
static int cle_no_history(void *_Nullable reference, HistEventW *_Nonnull event, int operation, ...) {
    (void)reference, (void)event, (void)operation;
    return -1;
}

/// Lets libedit's history commands beep; without a history function some of them crash.
static inline int cle_set_no_history(EditLine *_Nonnull editor) {
    return el_wset(editor, EL_HIST, cle_no_history, editor);
}

/// Chooses the key map: "emacs" or "vi".
static inline int cle_set_keys(EditLine *_Nonnull editor, const char *_Nonnull name) {
    return el_set(editor, EL_EDITOR, name);
}

/// Whether the user's key map is vi's.
static inline int cle_uses_vi_keys(EditLine *_Nonnull editor) {
    const wchar_t *name = NULL;
    return el_wget(editor, EL_EDITOR, &name) == 0 && name != NULL && name[0] == L'v';
}

static inline const int32_t *_Nullable cle_read_line(EditLine *_Nonnull editor, int *_Nonnull count) {
    return (const int32_t *)el_wgets(editor, count);
}

/// Reads one key through the reader function, as an editing command may do.
static inline int cle_read_key(EditLine *_Nonnull editor, int32_t *_Nonnull key) {
    return el_wgetc(editor, (wchar_t *)key);
}

/// The line under edit: its characters, how many there are, and how many stand before the cursor.
static inline const int32_t *_Nonnull cle_line(EditLine *_Nonnull editor, int *_Nonnull count, int *_Nonnull cursor) {
    const LineInfoW *line = el_wline(editor);
    *count = (int)(line->lastchar - line->buffer);
    *cursor = (int)(line->cursor - line->buffer);
    return (const int32_t *)line->buffer;
}

/// Inserts a zero-terminated string at the cursor.
static inline int cle_insert(EditLine *_Nonnull editor, const int32_t *_Nonnull text) {
    return el_winsertstr(editor, (const wchar_t *)text);
}

/// An empty zero-terminated string, for a prompt function that has nothing to show.
static inline const int32_t *_Nonnull cle_empty_text(void) {
    static const int32_t empty[1] = {0};
    return empty;
}

/// Writes to standard output through the buffer that libedit uses, so that the order is kept.
static inline void cle_put(const char *_Nonnull text) {
    (void)fputs(text, stdout);
}

static inline void cle_flush(void) {
    (void)fflush(stdout);
}

#define CLE_TAB (-1)
#define CLE_NEWLINE (-2)

/// How many columns libedit gives a character, or CLE_TAB or CLE_NEWLINE.
static inline int cle_columns(int32_t character) {
    const wchar_t wide = (wchar_t)character;
    if (character == '\t') return CLE_TAB;
    if (character == '\n') return CLE_NEWLINE;
    if (character < 0x100 && iswcntrl((wint_t)wide)) return 2;
    if (iswprint((wint_t)wide)) {
        const int columns = wcwidth(wide);
        return columns < 0 ? 0 : columns;
    }
    return character > 0xffff ? 8 : 7;
}

#endif
