#pragma once
#include <QColor>
#include <QWidget>

namespace isthmus::widgets {

/// A thin bar for the share of a whole that is done.
class ProgressLine final : public QWidget {
    Q_OBJECT
public:
    explicit ProgressLine(QWidget* parent = nullptr);

    /// `share` in [0, 1].
    void setShare(double share, const QColor& colour);
    double share() const { return share_; }

    QSize sizeHint() const override { return {120, 16}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double share_ = 0.0;
    QColor colour_;
};

}  // namespace isthmus::widgets
