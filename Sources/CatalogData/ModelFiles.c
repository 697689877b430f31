#include "CatalogData.h"

/// The bytes of an array below.
#define TEXT(file) {(file), sizeof(file)}

static const unsigned char deepseek_v3[] = {
#embed "models/deepseek-v3.json"
};
static const unsigned char deepseek_v2_lite[] = {
#embed "models/deepseek-v2-lite.json"
};
static const unsigned char deepseek_v2[] = {
#embed "models/deepseek-v2.json"
};
static const unsigned char deepseek_r1[] = {
#embed "models/deepseek-r1.json"
};
static const unsigned char deepseek_v3_1[] = {
#embed "models/deepseek-v3.1.json"
};
static const unsigned char deepseek_v3_2_exp[] = {
#embed "models/deepseek-v3.2-exp.json"
};
static const unsigned char deepseek_v4_flash[] = {
#embed "models/deepseek-v4-flash.json"
};
static const unsigned char deepseek_v4_pro[] = {
#embed "models/deepseek-v4-pro.json"
};
static const unsigned char kimi_k2[] = {
#embed "models/kimi-k2.json"
};
static const unsigned char kimi_k2_thinking[] = {
#embed "models/kimi-k2-thinking.json"
};
static const unsigned char kimi_k2_5[] = {
#embed "models/kimi-k2.5.json"
};
static const unsigned char kimi_k3[] = {
#embed "models/kimi-k3.json"
};
static const unsigned char kimi_linear_48b_a3b[] = {
#embed "models/kimi-linear-48b-a3b.json"
};
static const unsigned char qwen2_5_72b[] = {
#embed "models/qwen2.5-72b.json"
};
static const unsigned char qwen3_8b[] = {
#embed "models/qwen3-8b.json"
};
static const unsigned char qwen3_32b[] = {
#embed "models/qwen3-32b.json"
};
static const unsigned char qwen3_30b_a3b[] = {
#embed "models/qwen3-30b-a3b.json"
};
static const unsigned char qwen3_235b_a22b[] = {
#embed "models/qwen3-235b-a22b.json"
};
static const unsigned char qwen3_coder_480b_a35b[] = {
#embed "models/qwen3-coder-480b-a35b.json"
};
static const unsigned char qwen3_next_80b_a3b[] = {
#embed "models/qwen3-next-80b-a3b.json"
};
static const unsigned char qwen3_vl_30b_a3b[] = {
#embed "models/qwen3-vl-30b-a3b.json"
};
static const unsigned char qwen3_vl_32b[] = {
#embed "models/qwen3-vl-32b.json"
};
static const unsigned char qwen3_vl_235b_a22b[] = {
#embed "models/qwen3-vl-235b-a22b.json"
};
static const unsigned char qwen3_5_27b[] = {
#embed "models/qwen3.5-27b.json"
};
static const unsigned char qwen3_5_35b_a3b[] = {
#embed "models/qwen3.5-35b-a3b.json"
};
static const unsigned char qwen3_5_122b_a10b[] = {
#embed "models/qwen3.5-122b-a10b.json"
};
static const unsigned char qwen3_5_397b_a17b[] = {
#embed "models/qwen3.5-397b-a17b.json"
};
static const unsigned char qwen3_6_27b[] = {
#embed "models/qwen3.6-27b.json"
};
static const unsigned char qwen3_6_35b_a3b[] = {
#embed "models/qwen3.6-35b-a3b.json"
};
static const unsigned char llama_3_1_8b[] = {
#embed "models/llama-3.1-8b.json"
};
static const unsigned char llama_3_1_70b[] = {
#embed "models/llama-3.1-70b.json"
};
static const unsigned char llama_3_1_405b[] = {
#embed "models/llama-3.1-405b.json"
};
static const unsigned char llama_4_scout[] = {
#embed "models/llama-4-scout.json"
};
static const unsigned char llama_4_maverick[] = {
#embed "models/llama-4-maverick.json"
};
static const unsigned char mistral_large_2407[] = {
#embed "models/mistral-large-2407.json"
};
static const unsigned char mixtral_8x7b[] = {
#embed "models/mixtral-8x7b.json"
};
static const unsigned char mixtral_8x22b[] = {
#embed "models/mixtral-8x22b.json"
};
static const unsigned char mistral_large_3[] = {
#embed "models/mistral-large-3.json"
};
static const unsigned char devstral_2_123b[] = {
#embed "models/devstral-2-123b.json"
};
static const unsigned char glm_4_5_air[] = {
#embed "models/glm-4.5-air.json"
};
static const unsigned char glm_4_5[] = {
#embed "models/glm-4.5.json"
};
static const unsigned char glm_4_6[] = {
#embed "models/glm-4.6.json"
};
static const unsigned char glm_4_7[] = {
#embed "models/glm-4.7.json"
};
static const unsigned char glm_4_7_flash[] = {
#embed "models/glm-4.7-flash.json"
};
static const unsigned char glm_5[] = {
#embed "models/glm-5.json"
};
static const unsigned char glm_5_2[] = {
#embed "models/glm-5.2.json"
};
static const unsigned char gpt_oss_20b[] = {
#embed "models/gpt-oss-20b.json"
};
static const unsigned char gpt_oss_120b[] = {
#embed "models/gpt-oss-120b.json"
};
static const unsigned char minimax_m1[] = {
#embed "models/minimax-m1.json"
};
static const unsigned char minimax_m2[] = {
#embed "models/minimax-m2.json"
};
static const unsigned char minimax_m2_5[] = {
#embed "models/minimax-m2.5.json"
};
static const unsigned char minimax_m2_7[] = {
#embed "models/minimax-m2.7.json"
};
static const unsigned char minimax_m3[] = {
#embed "models/minimax-m3.json"
};
static const unsigned char nemotron_nano_9b_v2[] = {
#embed "models/nemotron-nano-9b-v2.json"
};
static const unsigned char nemotron_h_47b[] = {
#embed "models/nemotron-h-47b.json"
};
static const unsigned char nemotron_h_56b[] = {
#embed "models/nemotron-h-56b.json"
};
static const unsigned char nemotron_3_nano_30b_a3b[] = {
#embed "models/nemotron-3-nano-30b-a3b.json"
};
static const unsigned char nemotron_3_super_120b_a12b[] = {
#embed "models/nemotron-3-super-120b-a12b.json"
};
static const unsigned char nemotron_3_super_120b_a12b_quantization[] = {
#embed "models/nemotron-3-super-120b-a12b.quantization.json"
};
static const unsigned char nemotron_3_ultra_550b_a55b[] = {
#embed "models/nemotron-3-ultra-550b-a55b.json"
};
static const unsigned char nemotron_super_49b[] = {
#embed "models/nemotron-super-49b.json"
};
static const unsigned char ernie_4_5_300b_a47b[] = {
#embed "models/ernie-4.5-300b-a47b.json"
};
static const unsigned char gemma_3_27b[] = {
#embed "models/gemma-3-27b.json"
};
static const unsigned char gemma_4_26b_a4b[] = {
#embed "models/gemma-4-26b-a4b.json"
};
static const unsigned char gemma_4_31b[] = {
#embed "models/gemma-4-31b.json"
};
static const unsigned char hunyuan_a13b[] = {
#embed "models/hunyuan-a13b.json"
};
static const unsigned char hunyuan_large[] = {
#embed "models/hunyuan-large.json"
};
static const unsigned char phi_4[] = {
#embed "models/phi-4.json"
};
static const unsigned char step_3_5_flash[] = {
#embed "models/step-3.5-flash.json"
};
static const unsigned char step_3_7_flash[] = {
#embed "models/step-3.7-flash.json"
};
static const unsigned char ling_1t[] = {
#embed "models/ling-1t.json"
};
static const unsigned char ling_2_6_flash[] = {
#embed "models/ling-2.6-flash.json"
};
static const unsigned char ling_3_flash[] = {
#embed "models/ling-3-flash.json"
};
static const unsigned char longcat_flash[] = {
#embed "models/longcat-flash.json"
};
static const unsigned char grok_2[] = {
#embed "models/grok-2.json"
};
static const unsigned char seed_oss_36b[] = {
#embed "models/seed-oss-36b.json"
};
static const unsigned char granite_4_0_h_small[] = {
#embed "models/granite-4.0-h-small.json"
};
static const unsigned char jamba_1_5_mini[] = {
#embed "models/jamba-1.5-mini.json"
};
static const unsigned char jamba_1_5_large[] = {
#embed "models/jamba-1.5-large.json"
};
static const unsigned char lfm2_8b_a1b[] = {
#embed "models/lfm2-8b-a1b.json"
};
static const unsigned char falcon_h1_0_5b[] = {
#embed "models/falcon-h1-0.5b.json"
};
static const unsigned char falcon_h1_1_5b[] = {
#embed "models/falcon-h1-1.5b.json"
};
static const unsigned char falcon_h1_1_5b_deep[] = {
#embed "models/falcon-h1-1.5b-deep.json"
};
static const unsigned char falcon_h1_3b[] = {
#embed "models/falcon-h1-3b.json"
};
static const unsigned char falcon_h1_7b[] = {
#embed "models/falcon-h1-7b.json"
};
static const unsigned char falcon_h1_34b[] = {
#embed "models/falcon-h1-34b.json"
};
static const unsigned char granite_4_0_h_tiny[] = {
#embed "models/granite-4.0-h-tiny.json"
};
static const unsigned char granite_4_0_h_micro[] = {
#embed "models/granite-4.0-h-micro.json"
};
static const unsigned char granite_4_0_h_1b[] = {
#embed "models/granite-4.0-h-1b.json"
};
static const unsigned char granite_4_0_h_350m[] = {
#embed "models/granite-4.0-h-350m.json"
};
static const unsigned char lfm2_350m[] = {
#embed "models/lfm2-350m.json"
};
static const unsigned char lfm2_700m[] = {
#embed "models/lfm2-700m.json"
};
static const unsigned char lfm2_1_2b[] = {
#embed "models/lfm2-1.2b.json"
};
static const unsigned char lfm2_2_6b[] = {
#embed "models/lfm2-2.6b.json"
};
static const unsigned char lfm2_24b_a2b[] = {
#embed "models/lfm2-24b-a2b.json"
};

static const struct sextant_model_file models[] = {
    {"deepseek-v3", TEXT(deepseek_v3), {0}},
    {"deepseek-v2-lite", TEXT(deepseek_v2_lite), {0}},
    {"deepseek-v2", TEXT(deepseek_v2), {0}},
    {"deepseek-r1", TEXT(deepseek_r1), {0}},
    {"deepseek-v3.1", TEXT(deepseek_v3_1), {0}},
    {"deepseek-v3.2-exp", TEXT(deepseek_v3_2_exp), {0}},
    {"deepseek-v4-flash", TEXT(deepseek_v4_flash), {0}},
    {"deepseek-v4-pro", TEXT(deepseek_v4_pro), {0}},
    {"kimi-k2", TEXT(kimi_k2), {0}},
    {"kimi-k2-thinking", TEXT(kimi_k2_thinking), {0}},
    {"kimi-k2.5", TEXT(kimi_k2_5), {0}},
    {"kimi-k3", TEXT(kimi_k3), {0}},
    {"kimi-linear-48b-a3b", TEXT(kimi_linear_48b_a3b), {0}},
    {"qwen2.5-72b", TEXT(qwen2_5_72b), {0}},
    {"qwen3-8b", TEXT(qwen3_8b), {0}},
    {"qwen3-32b", TEXT(qwen3_32b), {0}},
    {"qwen3-30b-a3b", TEXT(qwen3_30b_a3b), {0}},
    {"qwen3-235b-a22b", TEXT(qwen3_235b_a22b), {0}},
    {"qwen3-coder-480b-a35b", TEXT(qwen3_coder_480b_a35b), {0}},
    {"qwen3-next-80b-a3b", TEXT(qwen3_next_80b_a3b), {0}},
    {"qwen3-vl-30b-a3b", TEXT(qwen3_vl_30b_a3b), {0}},
    {"qwen3-vl-32b", TEXT(qwen3_vl_32b), {0}},
    {"qwen3-vl-235b-a22b", TEXT(qwen3_vl_235b_a22b), {0}},
    {"qwen3.5-27b", TEXT(qwen3_5_27b), {0}},
    {"qwen3.5-35b-a3b", TEXT(qwen3_5_35b_a3b), {0}},
    {"qwen3.5-122b-a10b", TEXT(qwen3_5_122b_a10b), {0}},
    {"qwen3.5-397b-a17b", TEXT(qwen3_5_397b_a17b), {0}},
    {"qwen3.6-27b", TEXT(qwen3_6_27b), {0}},
    {"qwen3.6-35b-a3b", TEXT(qwen3_6_35b_a3b), {0}},
    {"llama-3.1-8b", TEXT(llama_3_1_8b), {0}},
    {"llama-3.1-70b", TEXT(llama_3_1_70b), {0}},
    {"llama-3.1-405b", TEXT(llama_3_1_405b), {0}},
    {"llama-4-scout", TEXT(llama_4_scout), {0}},
    {"llama-4-maverick", TEXT(llama_4_maverick), {0}},
    {"mistral-large-2407", TEXT(mistral_large_2407), {0}},
    {"mixtral-8x7b", TEXT(mixtral_8x7b), {0}},
    {"mixtral-8x22b", TEXT(mixtral_8x22b), {0}},
    {"mistral-large-3", TEXT(mistral_large_3), {0}},
    {"devstral-2-123b", TEXT(devstral_2_123b), {0}},
    {"glm-4.5-air", TEXT(glm_4_5_air), {0}},
    {"glm-4.5", TEXT(glm_4_5), {0}},
    {"glm-4.6", TEXT(glm_4_6), {0}},
    {"glm-4.7", TEXT(glm_4_7), {0}},
    {"glm-4.7-flash", TEXT(glm_4_7_flash), {0}},
    {"glm-5", TEXT(glm_5), {0}},
    {"glm-5.2", TEXT(glm_5_2), {0}},
    {"gpt-oss-20b", TEXT(gpt_oss_20b), {0}},
    {"gpt-oss-120b", TEXT(gpt_oss_120b), {0}},
    {"minimax-m1", TEXT(minimax_m1), {0}},
    {"minimax-m2", TEXT(minimax_m2), {0}},
    {"minimax-m2.5", TEXT(minimax_m2_5), {0}},
    {"minimax-m2.7", TEXT(minimax_m2_7), {0}},
    {"minimax-m3", TEXT(minimax_m3), {0}},
    {"nemotron-nano-9b-v2", TEXT(nemotron_nano_9b_v2), {0}},
    {"nemotron-h-47b", TEXT(nemotron_h_47b), {0}},
    {"nemotron-h-56b", TEXT(nemotron_h_56b), {0}},
    {"nemotron-3-nano-30b-a3b", TEXT(nemotron_3_nano_30b_a3b), {0}},
    {"nemotron-3-super-120b-a12b", TEXT(nemotron_3_super_120b_a12b), TEXT(nemotron_3_super_120b_a12b_quantization)},
    {"nemotron-3-ultra-550b-a55b", TEXT(nemotron_3_ultra_550b_a55b), {0}},
    {"nemotron-super-49b", TEXT(nemotron_super_49b), {0}},
    {"ernie-4.5-300b-a47b", TEXT(ernie_4_5_300b_a47b), {0}},
    {"gemma-3-27b", TEXT(gemma_3_27b), {0}},
    {"gemma-4-26b-a4b", TEXT(gemma_4_26b_a4b), {0}},
    {"gemma-4-31b", TEXT(gemma_4_31b), {0}},
    {"hunyuan-a13b", TEXT(hunyuan_a13b), {0}},
    {"hunyuan-large", TEXT(hunyuan_large), {0}},
    {"phi-4", TEXT(phi_4), {0}},
    {"step-3.5-flash", TEXT(step_3_5_flash), {0}},
    {"step-3.7-flash", TEXT(step_3_7_flash), {0}},
    {"ling-1t", TEXT(ling_1t), {0}},
    {"ling-2.6-flash", TEXT(ling_2_6_flash), {0}},
    {"ling-3-flash", TEXT(ling_3_flash), {0}},
    {"longcat-flash", TEXT(longcat_flash), {0}},
    {"grok-2", TEXT(grok_2), {0}},
    {"seed-oss-36b", TEXT(seed_oss_36b), {0}},
    {"granite-4.0-h-small", TEXT(granite_4_0_h_small), {0}},
    {"jamba-1.5-mini", TEXT(jamba_1_5_mini), {0}},
    {"jamba-1.5-large", TEXT(jamba_1_5_large), {0}},
    {"lfm2-8b-a1b", TEXT(lfm2_8b_a1b), {0}},
    {"falcon-h1-0.5b", TEXT(falcon_h1_0_5b), {0}},
    {"falcon-h1-1.5b", TEXT(falcon_h1_1_5b), {0}},
    {"falcon-h1-1.5b-deep", TEXT(falcon_h1_1_5b_deep), {0}},
    {"falcon-h1-3b", TEXT(falcon_h1_3b), {0}},
    {"falcon-h1-7b", TEXT(falcon_h1_7b), {0}},
    {"falcon-h1-34b", TEXT(falcon_h1_34b), {0}},
    {"granite-4.0-h-tiny", TEXT(granite_4_0_h_tiny), {0}},
    {"granite-4.0-h-micro", TEXT(granite_4_0_h_micro), {0}},
    {"granite-4.0-h-1b", TEXT(granite_4_0_h_1b), {0}},
    {"granite-4.0-h-350m", TEXT(granite_4_0_h_350m), {0}},
    {"lfm2-350m", TEXT(lfm2_350m), {0}},
    {"lfm2-700m", TEXT(lfm2_700m), {0}},
    {"lfm2-1.2b", TEXT(lfm2_1_2b), {0}},
    {"lfm2-2.6b", TEXT(lfm2_2_6b), {0}},
    {"lfm2-24b-a2b", TEXT(lfm2_24b_a2b), {0}},
};

size_t sextant_model_count(void) { return sizeof models / sizeof *models; }

struct sextant_model_file sextant_model_file(size_t index) { return models[index]; }
