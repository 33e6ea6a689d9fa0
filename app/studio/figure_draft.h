#pragma once
#include "engine/options/option_spec.h"

#include <QLockFile>
#include <QString>

#include <memory>
#include <optional>

namespace isthmus::app {

/// The figure that is not saved yet, in a file that outlives a crash. Of several studios at the same time the first one keeps
/// its figure.
class FigureDraft {
public:
    /// `file` empty: nothing is kept.
    explicit FigureDraft(const QString& file);

    /// A figure that an earlier studio has left: its document, and the file it belonged to.
    struct Left {
        engine::Json document;
        QString file;
    };
    std::optional<Left> left() const;

    /// Whole or not at all.
    void keep(const engine::Json& document, const QString& file);
    void drop();

private:
    QString file_;  ///< empty: nothing is kept
    std::unique_ptr<QLockFile> lock_;
};

}  // namespace isthmus::app
