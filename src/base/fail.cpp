#include "base/fail.hpp"

#include <limits>
#include <locale>
#include <sstream>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

std::string short_number(double value) {
  std::ostringstream text;
  text.imbue(std::locale::classic());  // the program's own may write a comma
  text.precision(std::numeric_limits<double>::digits10);
  text << value;
  return text.str();
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
