#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <acestep_compat/core/batch.hpp>

#include "arguments.hpp"
#include "dlpack.hpp"
#include "errors.hpp"
#include "register.hpp"
#include "source.hpp"

namespace py = pybind11;

namespace acestep_compat::python {

namespace {

// What the loader's threads hold while they read one file. A path is closed with it; what else a source is made of
// waits for its result to be taken.
class borrowed_source final : public audio_source {
public:
  explicit borrowed_source(std::shared_ptr<source> held) : held_(std::move(held)) {}
  ~borrowed_source() override {
    const py::gil_scoped_acquire gil;
    held_.reset();
  }
  std::size_t read_at(std::uint64_t offset, void* destination, std::size_t count) override {
    return held_->bytes().read_at(offset, destination, count);
  }
  std::uint64_t size() override { return held_->bytes().size(); }
  cstring_view name() const noexcept override { return held_->bytes().name(); }
  const unsigned char* memory() const noexcept override { return held_->bytes().memory(); }

private:
  std::shared_ptr<source> held_;
};

class python_files final : public batch_files {
public:
  explicit python_files(const py::sequence& origins) : opened_(origins.size()) {
    origins_.reserve(origins.size());
    for (const py::handle origin : origins) origins_.push_back(py::reinterpret_borrow<py::object>(origin));
  }

  std::int64_t size() const override { return static_cast<std::int64_t>(origins_.size()); }

  std::unique_ptr<audio_source> open(std::int64_t index) override {
    const auto at = static_cast<std::size_t>(index);
    const py::gil_scoped_acquire gil;
    auto held = std::make_shared<source>(origins_[at], "audio_paths");
    if (held->path().is_none()) opened_[at] = held;
    return std::make_unique<borrowed_source>(std::move(held));
  }

  // The source of a file object or of bytes, once; null for a path and for what could not be opened.
  std::shared_ptr<source> take(std::int64_t index) { return std::move(opened_[static_cast<std::size_t>(index)]); }

private:
  std::vector<py::object> origins_;
  std::vector<std::shared_ptr<source>> opened_;
};

// A batch_loader for one Python thread at a time.
class loader {
public:
  loader(const py::sequence& origins, const py::object& sr, const std::string& channels, const py::object& quality,
         const py::object& num_threads, bool ordered, const py::object& prefetch)
      : files_(origins) {
    batch_options options;
    options.load.sample_rate = to_output_rate(sr, "sr");
    options.load.channels = to_channel_mode(channels);
    options.load.quality = to_quality(quality, "resample_quality");
    options.load.num_threads = to_int(num_threads, "num_threads", 1);
    options.ordered = ordered;
    options.max_bytes = to_int64(prefetch, "prefetch");
    if (options.max_bytes < 0) throw py::value_error("prefetch must be >= 0 bytes, got " + show(prefetch));
    call_.run([&] { loader_.emplace(files_, options, call_.hooks()); });
  }

  ~loader() {
    // Its threads are joined, and may want the GIL until then.
    const py::gil_scoped_release released;
    loader_.reset();
  }

  // (index, samples, sample_rate, source) or (index, exception, 0, source); None at the end.
  py::object next() {
    const exclusive_use use(in_use_, "iterator");
    batch_result result;
    if (!call_.run([&] { return loader_ && loader_->next(result); })) return py::none();
    const std::shared_ptr<source> from = files_.take(result.index);
    if (result.failure != nullptr) {
      if (from != nullptr) from->leave_at_start();
      return py::make_tuple(result.index, failure_of(result.failure, from), 0, from);
    }
    if (from != nullptr) from->leave_at_end();
    return py::make_tuple(result.index, dlpack::to_capsule(std::move(result.audio.samples)), result.audio.sample_rate,
                          from);
  }

  void close() {
    const exclusive_use use(in_use_, "iterator");
    call_.run([&] { loader_.reset(); });
  }

private:
  static py::object failure_of(const std::exception_ptr& failure, const std::shared_ptr<source>& from) {
    try {
      if (from != nullptr) from->errors()->raise();  // what a file object raised, whatever the core turned it into
      std::rethrow_exception(failure);
    } catch (const py::error_already_set& error) {
      return error.value();
    } catch (const py::builtin_exception& error) {
      error.set_error();
      return py::error_already_set().value();
    } catch (const std::exception& error) {
      return to_exception(error);
    }
  }

  python_files files_;
  call_context call_;
  bool in_use_ = false;
  std::optional<batch_loader> loader_;
};

}  // namespace

void register_batch(py::module_& module) {
  py::class_<loader>(
      module, "BatchLoader", py::is_final(), plain_type(),
      "Loads many sources on threads of its own; what load_audio_safe_batch and iter_audio_safe are built on.")
      .def(py::init<const py::sequence&, const py::object&, const std::string&, const py::object&, const py::object&,
                    bool, const py::object&>(),
           py::arg("origins"), py::arg("sr"), py::arg("channels"), py::arg("resample_quality"), py::arg("num_threads"),
           py::arg("ordered"), py::arg("prefetch"))
      .def("next", &loader::next,
           "Waits for (index, samples, sample_rate, source), samples being a DLPack capsule, or the exception; None at "
           "the end. The source is None for paths.")
      .def("close", &loader::close, "Ends all work and waits for the threads.");
}

}  // namespace acestep_compat::python
