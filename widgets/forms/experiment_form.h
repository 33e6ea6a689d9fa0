#pragma once
#include "engine/options/validation.h"

#include <QWidget>

#include <functional>
#include <map>
#include <vector>

namespace isthmus::widgets {

class FormNotice;
class ObjectFields;
class OptionField;
class OptionSection;

/// The whole experiment as a form: one foldable section for each object of the file, only the options that apply. Where a
/// chosen kind changes a default elsewhere, values that nobody set follow it.
class ExperimentForm final : public QWidget {
    Q_OBJECT
public:
    using ExtraChecks = std::function<std::vector<engine::OptionProblem>(const engine::Json& resolved)>;

    explicit ExperimentForm(const engine::ExperimentSchema& schema, QWidget* parent = nullptr);
    ~ExperimentForm() override;

    /// Shows an experiment, resolved or sparse (an object; null is an empty one). Content that has no field is kept, and
    /// named above the form with a button that leaves it out. Emits validityChanged() if that changes, nothing else.
    void setExperiment(const engine::Json& given);
    /// As edited: each section's kind and what differs from the defaults, values that cannot be used included.
    /// engine::resolve() fills in the rest.
    engine::Json experiment() const;

    bool valid() const { return whyNot_.isEmpty(); }
    /// "Training, Epochs: must be between 1 and 1000, not 0"; empty when the experiment can be started.
    QString whyNot() const { return whyNot_; }

    /// Checks that need other knowledge. Asked when the schema finds nothing wrong, with the resolved experiment; a problem
    /// whose path is an option stands at its field, one whose path is a section at the top of that section.
    void setExtraChecks(ExtraChecks checks);

    /// Shows its top, with the focus in the first field.
    void begin();

    /// While running, live options stay editable and say "from the next step"; the rest is read-only.
    void setRunning(bool running);

    QSize sizeHint() const override;

Q_SIGNALS:
    void edited();
    void validityChanged(bool valid, const QString& why);
    /// While running: a live option was given another usable value.
    void liveOptionChanged(const QString& path, const isthmus::engine::Json& value);

private:
    void addSection(const engine::OptionSection& declared, QWidget* page);
    void whenEdited();
    std::vector<ObjectFields*> objects() const;
    ObjectFields* objectAt(const std::string& path) const;
    OptionField* fieldAt(const std::string& path) const;
    QString described(const engine::OptionProblem& problem) const;
    bool standsAtAField(const engine::OptionProblem& problem) const;
    engine::Json takeAll(engine::Json given);
    void validate();
    void showExtra(const std::vector<engine::OptionProblem>& extra);
    void leaveOutTheRest();
    void tellIfLive(const std::string& path);
    void rememberLive();

    engine::ExperimentSchema schema_;
    FormNotice* notice_ = nullptr;
    std::vector<OptionSection*> sections_;
    engine::Json rest_ = engine::Json::object();  ///< what was given and has no field
    ExtraChecks extraChecks_;
    QString whyNot_;
    bool running_ = false;
    std::map<std::string, engine::Json> told_;  ///< the live values the run has, by path
};

}  // namespace isthmus::widgets
