#include <algorithm>
#include <list>
#include <memory>
#include <mutex>
#include <utility>

#include "resample/conversion.hpp"
#include "resample/make_conversion.hpp"
#include "resample/rate_ratio.hpp"
#include "resample/simd_polyphase.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

struct cache_key {
  std::int64_t up;
  std::int64_t down;
  resample_quality quality;
  int tile_phases;  ///< tables are cut for one kernel; tests run several

  bool operator==(const cache_key&) const = default;
};

using cache_entry = std::pair<cache_key, std::shared_ptr<const conversion>>;

/// The most recently used conversions, the latest first. A few rates meet in one program; a table has 4 MiB at most.
class conversion_cache {
public:
  std::shared_ptr<const conversion> find(const cache_key& key) {
    const auto entry =
        std::find_if(entries_.begin(), entries_.end(), [&](const cache_entry& e) { return e.first == key; });
    if (entry == entries_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, entry);
    return entry->second;
  }

  void insert(const cache_key& key, std::shared_ptr<const conversion> value) {
    entries_.emplace_front(key, std::move(value));
    if (entries_.size() > capacity) entries_.pop_back();
  }

private:
  static constexpr std::size_t capacity = 16;
  std::list<cache_entry> entries_;
};

// The lock is tried, never waited for: a process that forks while another thread holds it leaves it locked in the
// child for ever. A thread that does not get it designs its own table.
std::mutex cache_mutex;
conversion_cache& cache() {
  static conversion_cache instance;
  return instance;
}

}  // namespace

std::shared_ptr<const conversion> get_conversion(int orig_rate, int new_rate, resample_quality quality) {
  const rate_ratio ratio = make_rate_ratio(orig_rate, new_rate);
  const cache_key key{ratio.up, ratio.down, quality, polyphase_shape().tile_phases};
  if (const std::unique_lock lock(cache_mutex, std::try_to_lock); lock) {
    if (auto found = cache().find(key)) return found;
  }
  auto made = std::make_shared<const conversion>(make_conversion(ratio, quality));
  if (const std::unique_lock lock(cache_mutex, std::try_to_lock); lock) {
    if (auto found = cache().find(key)) return found;
    cache().insert(key, made);
  }
  return made;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
