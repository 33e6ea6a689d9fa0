#pragma once
#include <QAbstractSpinBox>

namespace isthmus::widgets {

class UnitLineEdit;

/// A box for whole numbers with arrows that, unlike Qt's, keeps whatever is typed: judging it is left to others.
/// The wheel turns it only while it has the focus, so that scrolling a form changes nothing.
class StepBox final : public QAbstractSpinBox {
    Q_OBJECT
public:
    StepBox(const QString& unit, qint64 min, qint64 max, QWidget* parent = nullptr);

    /// The word that stands for 0; empty: none.
    void setZeroText(const QString& words) { zeroText_ = words; }

    UnitLineEdit* edit() const { return edit_; }
    void stepBy(int steps) override;

protected:
    StepEnabled stepEnabled() const override;
    void wheelEvent(QWheelEvent* event) override;

private:
    qint64 number(bool* ok) const;

    UnitLineEdit* edit_ = nullptr;
    qint64 min_ = 0;
    qint64 max_ = 0;
    QString zeroText_;
};

}  // namespace isthmus::widgets
