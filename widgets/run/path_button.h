#pragma once
#include <QAbstractButton>

namespace isthmus::widgets {

/// A folder as one quiet line that can be clicked: its name, then where it lies, shortened in the middle where it must be.
class PathButton final : public QAbstractButton {
    Q_OBJECT
public:
    explicit PathButton(const QString& path, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString place_;
};

}  // namespace isthmus::widgets
