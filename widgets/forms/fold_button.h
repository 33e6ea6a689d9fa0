#pragma once
#include <QAbstractButton>

class QLabel;

namespace isthmus::widgets {

class IconLabel;

/// A full-width line that folds and unfolds what is beneath it: chevron, title, a quiet note at the right, and an
/// error sign when something folded away is wrong. Checked means unfolded.
class FoldButton final : public QAbstractButton {
    Q_OBJECT
public:
    enum class Level { Section, Part };

    FoldButton(const QString& title, Level level, QWidget* parent = nullptr);

    void setNote(const QString& note);
    void setWrong(bool wrong);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void describe();

    QLabel* note_ = nullptr;
    IconLabel* sign_ = nullptr;
};

}  // namespace isthmus::widgets
