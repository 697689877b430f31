#include "CatalogData.h"

/// The bytes of an array below.
#define TEXT(file) {(file), sizeof(file)}

static const unsigned char class_defaults[] = {
#embed "class-defaults.jsonl"
};

static const unsigned char architectures[] = {
#embed "architectures.json"
};

static const unsigned char model_list[] = {
#embed "catalogue.jsonl"
};

static const unsigned char hopper[] = {
#embed "calibrations/hopper.json"
};

static const unsigned char blackwell[] = {
#embed "calibrations/blackwell.json"
};

struct sextant_text sextant_class_defaults(void) { return (struct sextant_text)TEXT(class_defaults); }

struct sextant_text sextant_architectures(void) { return (struct sextant_text)TEXT(architectures); }

struct sextant_text sextant_model_list(void) { return (struct sextant_text)TEXT(model_list); }

struct sextant_text sextant_hopper_calibration(void) { return (struct sextant_text)TEXT(hopper); }

struct sextant_text sextant_blackwell_calibration(void) { return (struct sextant_text)TEXT(blackwell); }
