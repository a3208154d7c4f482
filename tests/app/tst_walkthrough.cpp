// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/podiumprocess.h"
#include "tests/support/testmain.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>

namespace
{
/// One fenced block of the README.
struct Block {
    QString language;
    QString text;
};

/// The blocks of one section, in their order.
std::vector<Block> blocks(const QString &path, const QString &heading)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    std::vector<Block> result;
    bool isSection = false;
    bool isBlock = false;
    for (const auto &line : QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'))) {
        if (!isBlock && line.startsWith(QLatin1String("## ")))
            isSection = line == heading;
        else if (isSection && line.startsWith(QLatin1String("```"))) {
            isBlock = !isBlock;
            if (isBlock)
                result.push_back({line.mid(3), {}});
        } else if (isSection && isBlock) {
            result.back().text += line + QLatin1Char('\n');
        }
    }
    return result;
}

/// A shell in a folder of its own, in which `podium` is this build's.
class Shell
{
public:
    Shell()
    {
        QFile::link(QStringLiteral(PODIUM_BINARY), m_folder.filePath(QStringLiteral("podium")));
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PATH"), m_folder.path() + QStringLiteral(":/usr/bin:/bin"));
        for (const auto *name : {"XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME"})
            environment.insert(QString::fromLatin1(name), m_folder.filePath(QStringLiteral("home")));
        m_shell.setProcessEnvironment(environment);
        m_shell.setProcessChannelMode(QProcess::MergedChannels);
        m_shell.setWorkingDirectory(m_folder.path());
        m_shell.start(QStringLiteral("/bin/bash"), {});
        m_shell.waitForStarted();
    }
    ~Shell()
    {
        m_shell.closeWriteChannel();
        if (!m_shell.waitForFinished(10000))
            m_shell.kill();
        m_shell.waitForFinished();
    }
    /// Types these lines and returns what was printed.
    QString type(const QString &lines)
    {
        const QByteArray end = "-- end of the block --\n";
        m_shell.write(lines.toUtf8() + "echo '" + end.chopped(1) + "'\n");
        QByteArray output;
        const QDeadlineTimer deadline(120000);
        while (!output.endsWith(end) && !deadline.hasExpired())
            if (m_shell.waitForReadyRead(1000))
                output += m_shell.readAll();
        return QString::fromUtf8(output.endsWith(end) ? output.chopped(end.size()) : output + "(and no end)");
    }

private:
    QTemporaryDir m_folder;
    QProcess m_shell;
};

/// The text with each time in place of "61.4 ms": those of the README are of another day.
QString withoutTimes(QString text)
{
    static const QRegularExpression time(QStringLiteral("[0-9.]+ ms"));
    return text.replace(time, QStringLiteral("some ms"));
}

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

bool listens(quint16 port)
{
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, port);
    return client.waitForConnected(1000);
}
} // namespace

class WalkthroughTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void instrumentIsAddedByFileAloneWordForWord()
    {
        const auto all = blocks(QStringLiteral(PODIUM_README), QStringLiteral("## Add an instrument by file alone"));
        QVERIFY(all.size() >= 8);
        // The README's port may be taken on this machine.
        const auto port = freePort();
        const auto here = [port](QString text) { return text.replace(QStringLiteral("15100"), QString::number(port)); };
        Shell shell;
        QString printed;
        int compared = 0;
        for (const auto &block : all) {
            if (block.language == QLatin1String("sh")) {
                printed = shell.type(here(block.text));
                if (block.text.contains(QLatin1String("&\n")))
                    QTRY_VERIFY_WITH_TIMEOUT(listens(port), 20000);
            } else {
                QCOMPARE(block.language, QStringLiteral("text")); // what the block above prints
                QCOMPARE(withoutTimes(printed), withoutTimes(here(block.text)));
                ++compared;
            }
        }
        QVERIFY(compared >= 4);
        QTRY_VERIFY_WITH_TIMEOUT(!listens(port), 20000); // the last block ends what the first one started
    }
};

PODIUM_TEST_MAIN(WalkthroughTest)
#include "tst_walkthrough.moc"
