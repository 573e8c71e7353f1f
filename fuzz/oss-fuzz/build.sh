#!/bin/bash -eu
# Builds the fuzz targets in the image of Dockerfile; OSS-Fuzz sets CC, CXX, CXXFLAGS, LIB_FUZZING_ENGINE, SRC, WORK, OUT.

# The packages' C++ libraries (fmt, RE2) speak libstdc++'s ABI.
export CXXFLAGS="${CXXFLAGS//-stdlib=libc++/}"

targets=(task_line differential document config settings fix ics recurrence report sidecar query)

cmake -S "$SRC/tasklint" -B "$WORK/build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo \
    -DCMAKE_C_COMPILER="$CC" -DCMAKE_CXX_COMPILER="$CXX" -DCMAKE_CXX_FLAGS="$CXXFLAGS -UNDEBUG" \
    -DTASKLINT_TESTS=OFF -DTASKLINT_FUZZ=ON -DTASKLINT_FUZZING_ENGINE="$LIB_FUZZING_ENGINE"
cmake --build "$WORK/build" --parallel "$(nproc)" --target "${targets[@]/#/fuzz_}"

mkdir -p "$OUT/lib"
for target in "${targets[@]}"; do
    program=$OUT/fuzz_$target
    cp "$WORK/build/bin/fuzz_$target" "$program"
    # The image that runs them has no packages: what they need goes along.
    ldd "$program" | awk '$2 == "=>" && $3 ~ "^/" { print $3 }' |
        grep -vE '/lib(c|m|dl|rt|pthread|gcc_s)\.so' | xargs -r cp -t "$OUT/lib"
    patchelf --set-rpath '$ORIGIN/lib' "$program"
    zip -q -j "$OUT/fuzz_${target}_seed_corpus.zip" "$SRC/tasklint/fuzz/corpus/$target"/*
    dictionary=$SRC/tasklint/fuzz/$target.dict
    [[ -f $dictionary ]] || dictionary=$SRC/tasklint/fuzz/tasks.dict
    cp "$dictionary" "$OUT/fuzz_$target.dict"
done
