// The program `isthmus` as a user runs it. A test that includes this defines ISTHMUS_PROGRAM, the program's path.
#pragma once
#include <QFile>
#include <QProcess>

namespace isthmus::tests {

struct Finished {
    int status = -1;  ///< -2: it crashed
    QByteArray out;
    QByteArray err;

    QByteArray lastLine() const { return out.trimmed().split('\n').last(); }
    QByteArray lastError() const { return err.trimmed().split('\n').last(); }
};

inline Finished run(const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral(ISTHMUS_PROGRAM), arguments);
    if (!process.waitForFinished(240000))
        return {};
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

inline QByteArray read(const QString& file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

}  // namespace isthmus::tests
