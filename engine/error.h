#pragma once
#include <stdexcept>
#include <string>

namespace isthmus::engine {

/// What went wrong, in one line that can be shown to the user: what, where, what is allowed, what to do.
class Error : public std::runtime_error {
public:
    enum class Kind {
        BadInput,     ///< the user can mend it: a file, a key, a value (exit status 2)
        Failed,       ///< the work could not be done: disk full, out of memory (exit status 3)
        Diverged,     ///< the loss left the finite numbers (exit status 3)
        Interrupted,  ///< somebody asked to stop (exit status 130)
    };

    Error(Kind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}

    Kind kind() const { return kind_; }

private:
    Kind kind_;
};

/// The commonest kind, short to write.
inline Error badInput(const std::string& message) { return {Error::Kind::BadInput, message}; }

}  // namespace isthmus::engine
