#pragma once
#include <QWidget>

namespace isthmus::widgets {

/// One line of text as wide as the longest it will have, so that its neighbours keep their places. What does not fit is
/// shortened with "…", and in full in the tooltip.
class ReservedLabel final : public QWidget {
    Q_OBJECT
public:
    explicit ReservedLabel(const QString& longest, QWidget* parent = nullptr);

    void setText(const QString& text);
    /// From now on this is the longest text.
    void reserve(const QString& longest);
    const QString& text() const { return text_; }
    /// What is painted now: the text, or its beginning and "…".
    QString shownText() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void updateTip();

    QString longest_;
    QString text_;
};

}  // namespace isthmus::widgets
