#include "CatalogData.h"

/// The bytes of an array below.
#define TEXT(file) {(file), sizeof(file)}

static const unsigned char class_defaults[] = {
#embed "class-defaults.jsonl"
};

static const unsigned char architectures[] = {
#embed "architectures.json"
};

static const unsigned char deepseek_v3[] = {
#embed "models/deepseek-v3.json"
};

static const struct sextant_model_file models[] = {
    {"deepseek-v3", "https://huggingface.co/deepseek-ai/DeepSeek-V3/blob/main/config.json", TEXT(deepseek_v3), {0}},
};

struct sextant_text sextant_class_defaults(void) { return (struct sextant_text)TEXT(class_defaults); }

struct sextant_text sextant_architectures(void) { return (struct sextant_text)TEXT(architectures); }

size_t sextant_model_count(void) { return sizeof models / sizeof *models; }

struct sextant_model_file sextant_model_file(size_t index) { return models[index]; }
