#pragma once
#include "engine/options/option_spec.h"

#include <QWidget>

#include <string>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace isthmus::widgets {

class FoldButton;
class OptionField;
class ProblemLine;

/// One object of the experiment file as a part of the form: a heading that folds it, the kind with its help, the options
/// that apply to the kind, and the rare ones behind "More options". What was typed for a kind is kept for its return.
class OptionSection final : public QWidget {
    Q_OBJECT
public:
    explicit OptionSection(const engine::OptionSection& declared, QWidget* parent = nullptr);

    const engine::OptionSection& declared() const { return declared_; }

    /// Shows these values and defaults for the rest; emits nothing. Returns what has no field here: keys that are no
    /// option of the kind, or everything when `given` is no object; null when nothing is left over.
    engine::Json setValues(const engine::Json& given);
    /// The kind, and what differs from the defaults, in declared order; values that cannot be used included.
    engine::Json values() const;

    /// The fields that apply to the present kind, in the order of the file.
    std::vector<OptionField*> fields() const;
    /// The field of "epochs" if it applies, else null.
    OptionField* field(const std::string& key) const;

    /// Something wrong with the section as a whole; empty: nothing.
    void setProblem(const QString& problem);
    /// Unfolds whatever hides a problem.
    void reveal();
    /// While a run goes on only live options can be edited.
    void setRunning(bool running);
    /// Brings folds, notes and signs up to date with the fields.
    void refresh();

Q_SIGNALS:
    void edited();
    void committed(OptionField* field);

private:
    struct Entry {
        OptionField* field;
        std::string kind;  ///< empty: for every kind
    };

    void addKind(QVBoxLayout* body);
    void addFields(QVBoxLayout* body, bool rare);
    OptionField* addField(QVBoxLayout* body, const engine::OptionSpec& spec, const std::string& kind);
    std::string kind() const;
    const engine::OptionGroup* group() const;
    bool applies(const Entry& entry) const;

    engine::OptionSection declared_;
    FoldButton* heading_ = nullptr;
    FoldButton* more_ = nullptr;
    QWidget* body_ = nullptr;
    OptionField* kindField_ = nullptr;  ///< null in sections without kinds
    QLabel* kindHelp_ = nullptr;
    ProblemLine* problemLine_ = nullptr;
    bool wrong_ = false;
    std::vector<Entry> entries_;
};

}  // namespace isthmus::widgets
