#pragma once
#include <QPushButton>

namespace isthmus::widgets {

/// The one button of a panel that does what the panel is for: in the accent colour while it can be pressed.
class PrimaryButton final : public QPushButton {
    Q_OBJECT
public:
    explicit PrimaryButton(const QString& text, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace isthmus::widgets
