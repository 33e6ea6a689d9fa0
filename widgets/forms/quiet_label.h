#pragma once
#include <QLabel>

namespace isthmus::widgets {

/// Plain text in the muted colour of the present scheme: hints, help, captions.
class QuietLabel final : public QLabel {
    Q_OBJECT
public:
    explicit QuietLabel(QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void updateColour();
};

}  // namespace isthmus::widgets
