#ifndef SEXTANT_CATALOG_DATA_H
#define SEXTANT_CATALOG_DATA_H

#include <stddef.h>

/// A file of this folder, as it is; no zero follows the last byte.
struct sextant_text {
    const unsigned char *_Nullable bytes;
    size_t size;
};

/// What the configuration classes of transformers fill in: JSON, one model_type a line after a line with the source.
/// `.models/defaults.py` writes it.
struct sextant_text sextant_class_defaults(void);

/// The model_type that each class of transformers takes: one JSON object, with one class a line.
struct sextant_text sextant_architectures(void);

/// The models of the catalogue: JSON, one model a line in the order in which they are shown.
///
/// `name` is as people type it, `title` as its maker writes it; `repositories` are those of the Hugging Face Hub that have this
/// configuration, the one that was read first; `origin` says what was read and what its shapes were held against, and `copy`
/// where the copy of it was found.
struct sextant_text sextant_model_list(void);

/// What the efficiencies of Hopper and Blackwell were fitted to, and the errors on rows that were held out: the object
/// `calibration` of a chip file, as `calibrate` and `arch save` write it. `make calibrations` writes both anew.
struct sextant_text sextant_hopper_calibration(void);
struct sextant_text sextant_blackwell_calibration(void);

/// A model of the catalogue: its configuration as it lies on the Hub.
///
/// To add one, save its config.json as models/NAME.json, unchanged, embed it in ModelFiles.c, give it an entry in the list
/// there, and a line in catalogue.jsonl. Where hf_quant_config.json beside it says how weights are quantised, save that as
/// models/NAME.quantization.json and name it in the entry.
struct sextant_model_file {
    /// As people type it.
    const char *_Nonnull name;
    /// config.json.
    struct sextant_text config;
    /// hf_quant_config.json; no bytes where there is none.
    struct sextant_text quantization;
};

/// How many models there are.
size_t sextant_model_count(void);

/// The model at a place from 0 to one below the count.
struct sextant_model_file sextant_model_file(size_t index);

#endif
