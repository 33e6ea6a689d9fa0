#include "tests/widgets/form_fixture.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QtTest>

namespace isthmus::tests {

using engine::Json;
using engine::OptionSpec;
using widgets::OptionField;

engine::ExperimentSchema schema()
{
    const OptionSpec name{.key = "name", .label = "Name", .help = "Of the folder.", .fallback = "experiment"};
    const OptionSpec seed{.key = "seed", .label = "Seed", .help = {}, .fallback = 1, .min = 0, .max = 9007199254740992.0};
    const OptionSpec hidden{.key = "hidden",
                            .label = "Hidden layers",
                            .help = {},
                            .fallback = Json::array({256, 256}),
                            .min = 1,
                            .max = 4096,
                            .unit = "units"};
    const OptionSpec perTask{.key = "train_per_task",
                             .label = "Images per task",
                             .help = {},
                             .fallback = 0,
                             .min = 0,
                             .max = 60000,
                             .unit = "images",
                             .zeroMeans = "all"};
    const OptionSpec multiplier{.key = "multiplier",
                                .label = "Multiplier",
                                .help = {},
                                .fallback = 0.0,
                                .min = 0.0,
                                .max = 10.0,
                                .zeroMeans = "as many as vertices",
                                .rare = true};
    const OptionSpec vertices{.key = "vertices", .label = "Vertices", .help = {}, .fallback = 3, .min = 1, .max = 64};
    const OptionSpec shared{.key = "shared", .label = "Shared", .help = {}, .fallback = true, .rare = true};
    const engine::OptionSection model{
        .key = "model", .label = "Model", .help = {}, .kinds = {}, .defaultKind = {}, .options = {hidden, perTask}};
    const engine::OptionSection method{.key = "method",
                                       .label = "Method",
                                       .help = "How it learns.",
                                       .kinds = {{"sgd", "SGD", "The lower bound.", {}, {}},
                                                 {"connect", "Connect", "Joins minima.", {}, {vertices, multiplier, shared}}},
                                       .defaultKind = "sgd",
                                       .options = {}};
    const OptionSpec rate{
        .key = "learning_rate", .label = "Learning rate", .help = {}, .fallback = 0.05, .min = 1e-8, .max = 100.0, .live = true};
    const OptionSpec device{
        .key = "device", .label = "Device", .help = {}, .fallback = "auto", .choices = {{"auto", "Automatic"}, {"cpu", "CPU"}}};
    const OptionSpec epochs{.key = "epochs", .label = "Epochs", .help = {}, .fallback = 1, .min = 1, .max = 1000};
    const engine::OptionSection training{
        .key = "training", .label = "Training", .help = {}, .kinds = {}, .defaultKind = {}, .options = {epochs, rate, device}};
    return {.options = {name, seed}, .sections = {model, method, training}};
}

OptionField* field(const QWidget& form, const char* key)
{
    for (OptionField* each : form.findChildren<OptionField*>()) {
        if (each->spec().key == key && !each->isHidden())
            return each;
    }
    return nullptr;
}

QWidget* control(const QWidget& form, const char* key) { return field(form, key)->findChild<QWidget*>(QString::fromLatin1(key)); }

QLineEdit* line(const QWidget& form, const char* key)
{
    auto* edit = qobject_cast<QLineEdit*>(control(form, key));
    return edit != nullptr ? edit : control(form, key)->findChild<QLineEdit*>();
}

void type(const QWidget& form, const char* key, const char* text)
{
    QLineEdit* edit = line(form, key);
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, QString::fromUtf8(text));
}

QString problemShown(const QWidget& form, const char* key)
{
    const auto* label = field(form, key)->findChild<QLabel*>(QStringLiteral("problem"));
    return label->isVisible() ? label->text() : QString();
}

QToolButton* resetButton(const QWidget& form, const char* key) { return field(form, key)->findChild<QToolButton*>(); }

void choose(QComboBox* box, const QString& label)
{
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Home);
    for (int i = 0; box->currentText() != label && i < box->count(); ++i)
        QTest::keyClick(box, Qt::Key_Down);
    QCOMPARE(box->currentText(), label);
}

QComboBox* kindBox(const QWidget& form) { return form.findChild<QComboBox*>(QStringLiteral("kind")); }

QString dump(const Json& json) { return QString::fromStdString(json.dump()); }

}  // namespace isthmus::tests
