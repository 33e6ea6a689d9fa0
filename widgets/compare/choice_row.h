#pragma once
#include <QVariant>
#include <QWidget>

class QComboBox;
class QHBoxLayout;

namespace isthmus::widgets {

/// A row of labelled choices above a plot.
class ChoiceRow final : public QWidget {
    Q_OBJECT

public:
    struct Choice {
        QString text;
        QVariant value;
    };

    explicit ChoiceRow(QWidget* parent = nullptr);

    /// `name` is the box's object name, by which value() finds it.
    void add(const QString& label, const char* name, const QList<Choice>& choices);
    /// Puts other choices into a box; keeps the one chosen where it is still among them, else takes the first.
    void setChoices(const char* name, const QList<Choice>& choices);
    void addWidget(QWidget* widget);

    QVariant value(const char* name) const;
    void setValue(const char* name, const QVariant& value);
    /// Whether a choice has a meaning beside the others.
    void setEnabledChoice(const char* name, bool enabled);

Q_SIGNALS:
    void changed();

private:
    QComboBox* box(const char* name) const;

    QHBoxLayout* row_;
};

}  // namespace isthmus::widgets
