// Runs a fuzz target over files: `fuzz_NAME FOLDER`. What libFuzzer's own driver does with a corpus, for compilers
// without libFuzzer.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

// Custom mutators call it; nothing mutates here.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t*, std::size_t size, std::size_t) {
  return size;
}

int main(int argc, char** argv) {
  int num_files = 0;
  for (int i = 1; i < argc; ++i) {
    for (const auto& entry : std::filesystem::directory_iterator(argv[i])) {
      std::ifstream file(entry.path(), std::ios::binary);
      const std::vector<char> content{std::istreambuf_iterator<char>(file), {}};
      std::printf("%s\n", entry.path().string().c_str());
      std::fflush(stdout);
      // A copy of exactly this size, so that AddressSanitizer sees a read behind its end.
      const std::vector<std::uint8_t> input(content.begin(), content.end());
      LLVMFuzzerTestOneInput(input.data(), input.size());
      ++num_files;
    }
  }
  if (num_files == 0) std::fputs("no inputs: give the folder of a corpus\n", stderr);
  return num_files > 0 ? 0 : 1;
}
