#pragma once
#include <QToolButton>

class QLabel;

namespace isthmus::widgets {

/// A full-width line that folds and unfolds what is beneath it: chevron, title, a quiet note at the right, and an
/// error sign when something folded away is wrong. Checked means unfolded.
class FoldButton final : public QToolButton {
    Q_OBJECT
public:
    enum class Level { Section, Part };

    FoldButton(const QString& title, Level level, QWidget* parent = nullptr);

    void setNote(const QString& note);
    void setWrong(bool wrong);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void updateColours();

    QLabel* note_ = nullptr;
    QLabel* sign_ = nullptr;
};

}  // namespace isthmus::widgets
