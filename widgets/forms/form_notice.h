#pragma once
#include <QFrame>

class QPushButton;

namespace isthmus::widgets {

class ProblemLine;

/// A strip above the form for what is wrong but has no field, with a button that leaves it out of the experiment.
class FormNotice final : public QFrame {
    Q_OBJECT
public:
    explicit FormNotice(QWidget* parent = nullptr);

    /// An empty text hides the notice. Without `canLeaveOut` there is no button.
    void setText(const QString& text, bool canLeaveOut);

Q_SIGNALS:
    void leaveOut();

private:
    ProblemLine* line_ = nullptr;
    QPushButton* button_ = nullptr;
};

}  // namespace isthmus::widgets
