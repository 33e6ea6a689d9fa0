#pragma once
#include "widgets/queue/option_paths.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace isthmus::widgets {

/// One option of a sweep and its values.
class SweepAxisRow final : public QWidget {
    Q_OBJECT
public:
    explicit SweepAxisRow(const std::vector<OptionPath>& options, QWidget* parent = nullptr);

    QString path() const;  ///< empty: none is chosen
    QString values() const;
    void setPath(const QString& path);
    void beginTyping();  ///< where something is missing

Q_SIGNALS:
    void edited();
    void removed();

private:
    void showAllowed();

    const std::vector<OptionPath> options_;
    QComboBox* option_ = nullptr;
    QLineEdit* values_ = nullptr;
};

}  // namespace isthmus::widgets
