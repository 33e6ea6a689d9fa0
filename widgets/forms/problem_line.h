#pragma once
#include <QWidget>

class QLabel;

namespace isthmus::widgets {

/// What is wrong, beside an error sign; as high as its text needs, and gone when the text is empty.
class ProblemLine final : public QWidget {
    Q_OBJECT
public:
    explicit ProblemLine(QWidget* parent = nullptr);

    /// A clause or a sentence; begins with a capital on screen.
    void setText(const QString& text);

private:
    QLabel* text_ = nullptr;
};

}  // namespace isthmus::widgets
