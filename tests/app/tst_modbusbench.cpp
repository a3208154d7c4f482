// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/benchfile.h"
#include "devices/modbus/modbusdevice.h"
#include "engine/client/core.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace podium;
using namespace podium::engine;

namespace
{
/// What is wrong with a file of this text, as `podium --check` tells it.
QStringList checked(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("The file cannot be written.");
    file.close();
    QStringList texts;
    for (const auto &problem : app::checkFile(path))
        texts << problem.text().remove(QFileInfo(path).path() + QLatin1Char('/'));
    return texts;
}

QByteArray device(const char *id, const char *instrument, const char *address)
{
    return QByteArray("[[device]]\nid = '") + id + "'\ninstrument = '" + instrument + "'\naddress = '" + address + "'\n";
}
} // namespace

/// Modbus in bench files, and in what `podium --check` says.
class ModbusBenchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mistakeIsToldWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("problem");
        const auto s = [](const char *text) { return QString::fromLatin1(text); };
        const QByteArray bench("name = 'B'\n");
        QTest::newRow("an address of another kind")
            << bench + device("a", "riden-rd6006", "tcp://psu.lab:502")
            << s("f.toml:5:11: device[1].address: The address \"tcp://psu.lab:502\" is refused: it is no Modbus address. Write one like "
                 "modbus+tcp://192.168.1.20:502?unit=1 or modbus+rtu:");
        QTest::newRow("no unit") << bench + device("a", "riden-rd6006", "modbus+tcp://psu.lab:502")
                                 << s("f.toml:5:11: device[1].address: The address \"modbus+tcp://psu.lab:502\" is refused: the unit number is missing.");
        QTest::newRow("an instrument that speaks in lines")
            << bench + device("a", "hp-6632b", "modbus+tcp://psu.lab:502?unit=1")
            << s("f.toml:5:11: device[1].address: The address \"modbus+tcp://psu.lab:502?unit=1\" is refused: write one like tcp:");
        QTest::newRow("two kinds of instruments at one unit")
            << bench + device("a", "riden-rd6006", "modbus+tcp://127.0.0.1:502?unit=1") + device("b", "omega-cn7500", "modbus+tcp://127.0.0.1:502?unit=1")
            << s("f.toml:9:11: device[2].address: modbus+tcp://127.0.0.1:502?unit=1 is already the address of Riden RD6006, so it cannot be that of "
                 "Omega CN7500; correct one of the two devices.");
        QTest::newRow("one line in two ways")
            << bench + device("a", "riden-rd6006", "modbus+tcp://127.0.0.1:502?unit=1") + device("b", "omega-cn7500", "modbus+rtu://127.0.0.1:502?unit=2")
            << s("f.toml:9:11: device[2].address: modbus+rtu://127.0.0.1:502?unit=2 is already spoken to in the other way, modbus+tcp; correct one of the "
                 "two devices.");
        QTest::newRow("a register map that is wrong")
            << QByteArray("protocol = 'modbus'\nname = 'T'\nfamily = 'meter'\nmanual = 'none'\n[identity]\nregister = 7\n")
            << s("f.toml:6:12: identity.register: 7 could be the reference number of coil 7, which is { table = \"coil\", address = 6 }, or the address 7 "
                 "counted from 0");
        QTest::newRow("a protocol that is none")
            << QByteArray("protocol = 'modbsu'\nname = 'T'\nfamily = 'meter'\nmanual = 'none'\n[identity]\nquery = 'I'\npattern = 'I'\n")
            << s("f.toml:1:12: protocol: \"modbsu\" is not known here; give one of lines, modbus.");
    }
    void mistakeIsToldWithItsPlace()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, problem);
        const QTemporaryDir folder;
        const auto problems = checked(folder.filePath(QStringLiteral("f.toml")), text);
        QVERIFY2(problems.size() == 1 && problems[0].startsWith(problem), qPrintable(problems.join(QLatin1Char('\n'))));
    }

    void unitsOfOneLineShareItAndDevicesOfOneUnitShareThat()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("f.toml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("name = 'B'\n" + device("a", "omega-cn7500", "modbus+tcp://127.0.0.1:502?unit=1") +
                   device("b", "omega-cn7500", "modbus+tcp://127.0.0.1:502?unit=2") +
                   device("c", "omega-cn7500", "modbus+tcp://127.0.0.1:502?unit=1") +
                   device("d", "omega-cn7500", "modbus+tcp://127.0.0.1:503?unit=1"));
        file.close();
        const auto loaded = app::loadBench(file.fileName());
        QVERIFY(loaded.plan);
        Core core(std::make_unique<ManualScheduler>());
        QVERIFY(app::buildBench(*loaded.plan, core).empty());
        const auto unit = [&](const char *id) -> const devices::ModbusUnit & {
            return dynamic_cast<devices::ModbusDevice &>(core.bench.device(QString::fromLatin1(id))).unit();
        };
        QCOMPARE(&unit("a").link(), &unit("b").link());
        QVERIFY(&unit("a") != &unit("b"));
        QCOMPARE(&unit("a"), &unit("c"));
        QVERIFY(&unit("a").link() != &unit("d").link());
    }
};

PODIUM_TEST_MAIN(ModbusBenchTest)
#include "tst_modbusbench.moc"
