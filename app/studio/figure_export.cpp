#include "app/studio/figure_export.h"

#include <QCoreApplication>
#include <QProcess>

namespace isthmus::app {

namespace {

/// The last line that the program has said, without its name.
QString lastLine(const QByteArray& text)
{
    const QString line = QString::fromUtf8(text.trimmed().split('\n').last());
    return line.section(QStringLiteral("isthmus-studio: "), -1);
}

}  // namespace

FigureExport::~FigureExport()
{
    if (process_)
        process_->disconnect(this);
}

void FigureExport::write(const QString& file, const engine::Json& document, const QByteArray& record)
{
    waiting_.append({file, document, record});
    if (!process_)
        next();
}

void FigureExport::next()
{
    process_ = new QProcess(this);
    connect(process_, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            end(tr("the figure could not be drawn: %1").arg(process_->errorString()));
    });
    connect(process_, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        const bool good = status == QProcess::NormalExit && code == 0;
        end(good ? QString() : lastLine(process_->readAllStandardError()));
    });
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    process_->setProcessEnvironment(environment);
    process_->start(program_.isEmpty() ? QCoreApplication::applicationFilePath() : program_,
                    {QStringLiteral("figure"), QStringLiteral("-"), QStringLiteral("--out"), waiting_.first().file});
    process_->write(waiting_.first().record);
    process_->closeWriteChannel();
}

void FigureExport::end(const QString& problem)
{
    process_->deleteLater();
    process_ = nullptr;
    const Wanted done = waiting_.takeFirst();
    if (problem.isEmpty())
        Q_EMIT written(done.file, done.document);
    else
        Q_EMIT failed(problem);
    if (!process_ && !waiting_.isEmpty())
        next();
}

}  // namespace isthmus::app
