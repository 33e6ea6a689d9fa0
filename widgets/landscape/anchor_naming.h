#pragma once
#include <QStringList>
#include <QWidget>

class QLineEdit;
class QPushButton;

namespace isthmus::widgets {

class PrimaryButton;
class ProblemLine;

/// A button that asks for a name in its own place and keeps the network shown under it.
class AnchorNaming final : public QWidget {
    Q_OBJECT
public:
    explicit AnchorNaming(QWidget* parent = nullptr);

    /// Names that are taken already.
    void setTaken(const QStringList& names);
    /// Back to the button.
    void giveUp();

Q_SIGNALS:
    void keepRequested(const QString& name);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString suggestion() const;
    QString problem() const;
    void ask();
    void keep();
    void showAsking(bool asking);

    QStringList taken_;
    QPushButton* begin_ = nullptr;
    QWidget* asking_ = nullptr;
    QLineEdit* name_ = nullptr;
    PrimaryButton* keep_ = nullptr;
    ProblemLine* problemLine_ = nullptr;
};

}  // namespace isthmus::widgets
