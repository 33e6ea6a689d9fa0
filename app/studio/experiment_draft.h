#pragma once
#include "engine/options/option_value.h"

#include <QObject>

#include <filesystem>
#include <memory>
#include <optional>

class QLockFile;
class QTimer;

namespace isthmus::widgets {
class ExperimentForm;
}

namespace isthmus::app {

/// Keeps what is edited in the form in a file while it is nowhere else, so that a crash does not take it along.
class ExperimentDraft final : public QObject {
    Q_OBJECT
public:
    /// `file`: empty, or in use by another studio: nothing is kept.
    ExperimentDraft(const widgets::ExperimentForm& form, const std::filesystem::path& file);
    ~ExperimentDraft() override;

    /// What a studio left that never came to close; none: it left nothing that can be read, or it was settled.
    const std::optional<engine::Json>& left() const { return left_; }
    void settleLeft();  ///< it is not needed any more

    void keep();    ///< the form as it is when the typing rests
    void forget();  ///< what the form holds is safe; what was left stays in the file until it is settled

Q_SIGNALS:
    void problem(const QString& message);  ///< once, when it cannot be written

private:
    void write();

    const widgets::ExperimentForm& form_;
    QString file_;
    std::unique_ptr<QLockFile> lock_;
    std::optional<engine::Json> left_;
    QTimer* rest_;
    bool told_ = false;
};

}  // namespace isthmus::app
