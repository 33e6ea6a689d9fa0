#pragma once
#include <QAbstractButton>

namespace isthmus::widgets {

/// A large button: drawing, title, and a sentence on what it does. One of several is the primary one.
class ChoiceCard final : public QAbstractButton {
    Q_OBJECT
public:
    ChoiceCard(const QString& drawing, const QString& title, const QString& sentence, bool primary, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QFont titleFont() const;
    QRect sentenceRect(int width) const;

    QString drawing_;
    QString sentence_;
    bool primary_ = false;
};

}  // namespace isthmus::widgets
