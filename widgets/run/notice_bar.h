#pragma once
#include <QFrame>

class QLabel;
class QPushButton;

namespace isthmus::widgets {

/// A strip above the views that asks something and does not stand in the way: one line and two answers.
class NoticeBar final : public QFrame {
    Q_OBJECT
public:
    explicit NoticeBar(QWidget* parent = nullptr);

    void ask(const QString& question, const QString& yes, const QString& no);

Q_SIGNALS:
    void answered(bool yes);  ///< the strip is gone by then

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void answer(bool yes);

    QLabel* question_;
    QPushButton* yes_;
    QPushButton* no_;
};

}  // namespace isthmus::widgets
