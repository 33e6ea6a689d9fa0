#pragma once
#include <QLineEdit>

namespace isthmus::widgets {

/// A line edit that shows a unit at its right end, quieter than the text.
class UnitLineEdit final : public QLineEdit {
    Q_OBJECT
public:
    explicit UnitLineEdit(const QString& unit, QWidget* parent = nullptr);

    /// The text stands for a value in words ("all"): no unit, and a click selects it whole, ready to be typed over.
    void setInWords(bool inWords);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void reserveUnit();

    QString unit_;
    bool inWords_ = false;
};

}  // namespace isthmus::widgets
