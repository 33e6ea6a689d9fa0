#pragma once
#include "engine/options/validation.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QTimer;
class QToolButton;

namespace isthmus::widgets {

class OptionEditor;
class ProblemLine;

/// One option of an experiment: a dot where it was changed, label, control, and a button that brings back the default;
/// beneath, what is wrong with it. It checks its own value; text that cannot be used stays as typed.
class OptionField final : public QWidget {
    Q_OBJECT
public:
    enum class Layout {
        Columns,  ///< label left, control right
        Wide,     ///< the control alone; the label is only its accessible name
    };

    static constexpr int gutter = 14;  ///< left of the label, for the dot of a changed value

    explicit OptionField(const engine::OptionSpec& spec, QWidget* parent = nullptr, Layout layout = Layout::Columns);

    /// As declared, with the present default.
    const engine::OptionSpec& spec() const { return spec_; }
    /// Moves the label to the right; dot, control and button stay in their columns.
    void setIndent(int pixels);

    /// As edited: text that is not of the option's type is a JSON text.
    engine::Json value() const;
    /// Shows the value; emits nothing.
    void setValue(const engine::Json& value);
    /// Back to the default; emits nothing.
    void clear() { setValue(spec_.fallback); }
    /// What the value is by default, which a line beneath the control explains; null: as declared. A value that is somebody's
    /// own stays, any other follows; emits nothing.
    void setDefault(const engine::PreferredDefault* preferred);
    /// True when the value is not the default.
    bool changed() const;

    /// What is wrong with the value in one clause; empty when nothing is. The field says it in words when the typing rests.
    QString problem() const;
    /// Something wrong that the field cannot know; shown where its own check finds nothing.
    void setProblem(const QString& problem);

    void setEditable(bool editable);
    bool isEditable() const;
    /// A quiet line beneath the control ("from the next step"); empty removes it.
    void setHint(const QString& hint);

Q_SIGNALS:
    void valueChanged();  ///< by the user, at every keystroke
    void committed();     ///< the user has finished with the control, chosen, or reset it

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void buildControls(QGridLayout* grid, Layout layout);
    void buildReset(QGridLayout* grid);
    void buildLines(QGridLayout* grid);
    void whenEdited();
    void reset();
    void settle();
    void refresh();
    void showHelp();
    void showHints();

    engine::OptionSpec spec_;
    engine::Json declaredDefault_;
    QString defaultOf_;  ///< the kind that the default comes with; empty: as declared
    bool own_ = false;   ///< set to something else than the default of that moment, and kept whatever the default becomes
    QString hint_;
    OptionEditor* editor_ = nullptr;
    QLabel* label_ = nullptr;
    QToolButton* reset_ = nullptr;
    QLabel* hintLine_ = nullptr;
    ProblemLine* problemLine_ = nullptr;
    QTimer* pause_ = nullptr;  ///< a pause in typing shows the problem in words
    QString outsideProblem_;
    bool typing_ = false;
};

}  // namespace isthmus::widgets
