# Evaluates one part of a sweep and writes its rows: a process of mpirun, or a task of a Slurm array from 0.
rank=${OMPI_COMM_WORLD_RANK:-${SLURM_ARRAY_TASK_ID:-0}}
count=${OMPI_COMM_WORLD_SIZE:-${SLURM_ARRAY_TASK_COUNT:-1}}
part=$((rank + 1))
sextant -c "
arch load sg2260e
model load deepseek-v3
sweep --shard $part/$count chips=64,128,256 tp=1,2,4,8 moe_tp=1,2 batch=1..64 > part$part.csv
" > part$part.log 2>&1
