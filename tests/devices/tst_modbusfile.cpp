// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/modbusworld.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace podium::devices;
using namespace podium::engine;
using tests::readModbus;

namespace
{
constexpr auto head = "protocol = 'modbus'\nname = 'T'\nfamily = 'meter'\nmanual = 'none'\n[identity]\nregister = 40001\n";

QString s(const char *text) { return QString::fromLatin1(text); }
} // namespace

class ModbusFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void typeOfAParameterFollowsFromItsRegister()
    {
        const auto read = readModbus(QByteArray(head) +
                                     "[[parameter]]\nname = 'whole'\nregister = 40001\n"
                                     "[[parameter]]\nname = 'quantity'\nregister = 40001\nunit = 'V'\nscale = 0.01\n"
                                     "[[parameter]]\nname = 'float'\nregister = 30001\ntype = 'float32'\norder = 'word_swap'\n"
                                     "[[parameter]]\nname = 'coil'\nregister = '00001'\n"
                                     "[[parameter]]\nname = 'bit'\nregister = 40001\nbit = 15\n"
                                     "[[parameter]]\nname = 'flag'\nregister = 40001\non = 3\noff = 1\n"
                                     "[[parameter]]\nname = 'choice'\nregister = 40001\nchoices = { a = 1, b = 2 }\n"
                                     "[[parameter]]\nname = 'text'\nregister = 40001\ntype = 'string'\nlength = 4\n");
        QVERIFY2(read.description, read.problems.empty() ? "" : qPrintable(read.problems.front().text()));
        const auto &all = read.description->parameters;
        const std::vector types{ParameterType::Integer, ParameterType::Quantity, ParameterType::Quantity, ParameterType::Boolean,
                                ParameterType::Boolean, ParameterType::Boolean,  ParameterType::Choice,   ParameterType::Text};
        QCOMPARE(all.size(), types.size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            QCOMPARE(all[i].spec.type, types[i]);
            QCOMPARE(all[i].spec.access, Access::ReadOnly);
        }
        QCOMPARE(all[1].spec.deviceLimits, (Limits{0, 655.35}));
        QCOMPARE(int(all[2].read->order), int(WordOrder::WordSwap));
        QCOMPARE(all[7].read->count(), 4);
    }

    void motionSettlesAsTheFileSays()
    {
        const auto read = readModbus(QByteArray(head) + "[stop]\nwrites = [{ register = 40009, value = 0 }]\n"
                                     "[[parameter]]\nname = 'a'\nregister = 40001\naccess = 'read-write'\nunit = 'mm'\nmotion = true\n"
                                     "tolerance = '2 mm'\n"
                                     "[[parameter]]\nname = 'b'\nregister = 40002\naccess = 'read-write'\nunit = 'mm'\nmotion = true\n"
                                     "settled = { tolerance = '1 mm', times = 3, apart = '100 ms', patience = '5 s', register = '10003' }\n"
                                     "[[parameter]]\nname = 'c'\nregister = 40003\naccess = 'read-write'\nunit = 'mm'\nmotion = true\n"
                                     "settled = { register = 40004, bit = 7 }\n"
                                     "[[parameter]]\nname = 'counts'\nregister = 40005\naccess = 'read-write'\ndecimals = 0\nmotion = true\n"
                                     "tolerance = 2\n");
        QVERIFY2(read.description, read.problems.empty() ? "" : qPrintable(read.problems.front().text()));
        const auto &all = read.description->parameters;
        QCOMPARE(all[0].spec.tolerance, 2.0);
        QVERIFY(all[0].settling.byReadback && !all[0].settledWhen);
        QCOMPARE(all[1].spec.tolerance, 1.0);
        QCOMPARE(all[1].settling.times, 3);
        QVERIFY(all[1].settling.byReadback && all[1].settling.apart == std::chrono::milliseconds(100));
        QVERIFY(all[1].settling.patience == Duration(std::chrono::seconds(5)));
        QCOMPARE(int(all[1].settledWhen->table), int(ModbusTable::Discrete));
        QVERIFY(!all[2].settling.byReadback);
        QCOMPARE(all[2].settling.times, 2);
        QCOMPARE(all[2].settledWhen->bit, 7);
        QCOMPARE(all[3].spec.type, ParameterType::Quantity);
        QCOMPARE(all[3].spec.tolerance, 2.0);
    }

    void settingsFillTheRegisters()
    {
        const auto read = readModbus(QByteArray(head) + "[settings.loop]\nchoices = ['40001', '40101']\n"
                                     "[[parameter]]\nname = 'p'\nregister = '{loop}'\n");
        QVERIFY2(read.description, read.problems.empty() ? "" : qPrintable(read.problems.front().text()));
        QCOMPARE(read.description->parameters.front().read->address, quint16(0));
    }

    void mistakeIsToldWithItsPlaceAndTheWayOut_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("message");
        QTest::newRow("a number that could be two registers")
            << QByteArray("[[parameter]]\nname = 'p'\nregister = 5\n") << 9 << s("parameter[1].register")
            << s("5 could be the reference number of coil 5, which is { table = \"coil\", address = 4 }, or the address 5 counted from 0");
        QTest::newRow("no register") << QByteArray("[[parameter]]\nname = 'p'\n") << 7 << s("parameter[1].register")
                                     << s("The key register is missing; give a register, for example 40001");
        QTest::newRow("no such table") << QByteArray("[[parameter]]\nname = 'p'\nregister = { table = 'coils', address = 1 }\n") << 9
                                       << s("parameter[1].register.table")
                                       << s("\"coils\" is not known here; give one of coil, discrete, input, holding.");
        QTest::newRow("both ways to count")
            << QByteArray("[[parameter]]\nname = 'p'\nregister = { table = 'coil', address = 1, number = 2 }\n") << 9
            << s("parameter[1].register.number") << s("Give either address, counted from 0 as on the wire, or number, counted from 1.");
        QTest::newRow("an address beyond") << QByteArray("[[parameter]]\nname = 'p'\nregister = { table = 'coil', address = 65536 }\n") << 9
                                           << s("parameter[1].register.address")
                                           << s("65536 is outside; give a whole number from 0 to 65535.");
        QTest::newRow("no such type") << QByteArray("[[parameter]]\nname = 'p'\nregister = 40001\ntype = 'float'\n") << 10
                                      << s("parameter[1].type")
                                      << s("\"float\" is not known here; give one of int16, uint16, int32, uint32, float32, float64, string.");
        QTest::newRow("a type for a coil") << QByteArray("[[parameter]]\nname = 'p'\nregister = '00001'\ntype = 'int16'\n") << 10
                                           << s("parameter[1].type") << s("There is no key \"type\" here.");
        QTest::newRow("an order that is none") << QByteArray("[[parameter]]\nname = 'p'\nregister = 40001\norder = 'CDAB'\n") << 10
                                               << s("parameter[1].order")
                                               << s("\"CDAB\" is not known here; give one of big, word_swap, byte_swap, little.");
        QTest::newRow("a bit that no register has") << QByteArray("[[parameter]]\nname = 'p'\nregister = 40001\nbit = 16\n") << 10
                                                    << s("parameter[1].bit") << s("16 is outside; give a whole number from 0 to 15.");
        QTest::newRow("the last register is too short for it")
            << QByteArray("[[parameter]]\nname = 'p'\nregister = 465536\ntype = 'int32'\n") << 7 << s("parameter[1]")
            << s("It would reach beyond the last register, 65535.");
        QTest::newRow("limits that the register cannot hold")
            << QByteArray("[[parameter]]\nname = 'p'\nregister = 40001\nunit = 'V'\nscale = 0.001\nlimits = ['0 V', '100 V']\n") << 12
            << s("parameter[1].limits") << s("They reach beyond what the register can hold, which is 0 V to 65.535 V; narrow them");
        QTest::newRow("a write into an input register")
            << QByteArray("[[parameter]]\nname = 'p'\nregister = 30001\naccess = 'read-write'\nharmless = true\n") << 9
            << s("parameter[1].register") << s("Input registers and discrete inputs cannot be written; give a holding register or a coil");
        QTest::newRow("a number that means two choices")
            << QByteArray("[[parameter]]\nname = 'p'\nregister = 40001\nchoices = { a = 1, b = 1 }\n") << 10
            << s("parameter[1].choices.b") << s("1 means both a and b; give each its own.");
        QTest::newRow("nothing stops it")
            << QByteArray("[[parameter]]\nname = 'p'\nregister = 40001\naccess = 'read-write'\n") << 1 << s("stop")
            << s("Nothing stops this instrument, although it can move or output something (p). Give [stop] with the writes that do");
        QTest::newRow("a stop that writes nothing") << QByteArray("[stop]\nwrites = []\n") << 8 << s("stop.writes")
                                                    << s("The list is empty; give at least one write, for example [{ register = 40010");
        QTest::newRow("a stop without a value") << QByteArray("[stop]\nwrites = [{ register = 40001 }]\n") << 8 << s("stop.writes[1]")
                                                << s("Give value, the number that is written.");
        QTest::newRow("a stop with a value that does not fit") << QByteArray("[stop]\nwrites = [{ register = 40001, value = 65536 }]\n") << 8
                                                               << s("stop.writes[1].value")
                                                               << s("65536 does not fit into the register, which holds 0 to 65535.");
        QTest::newRow("a stop that writes a bit") << QByteArray("[stop]\nwrites = [{ register = 40001, bit = 1, value = 1 }]\n") << 8
                                                  << s("stop.writes[1].bit")
                                                  << s("A single bit cannot be written here, since its neighbours would have to be read first");
        QTest::newRow("an argument that nobody writes")
            << QByteArray("[[command]]\nname = 'c'\nharmless = true\nwrites = [{ register = 40001, value = 1 }]\n[[command.argument]]\nname = 'v'\n")
            << 7 << s("command[1]") << s("The argument \"v\" is used nowhere; take it away, or name it in one of the writes");
        QTest::newRow("an argument that there is not")
            << QByteArray("[[command]]\nname = 'c'\nharmless = true\nwrites = [{ register = 40001, argument = 'v' }]\n") << 10
            << s("command[1].writes[1].argument") << s("There is no argument \"v\".");
        QTest::newRow("a motion in counts")
            << QByteArray("[[parameter]]\nname = 'p'\nregister = 40001\naccess = 'read-write'\nmotion = true\ntolerance = 2\n") << 11
            << s("parameter[1].motion")
            << s("Motion needs a quantity, and a register without unit is a plain whole number; give decimals = 0, or its unit.");
        QTest::newRow("a busy register without its meaning") << QByteArray("[motion]\nregister = 40001\n") << 7 << s("motion.on")
                                                             << s("The key on is missing; give the number that means busy, or bit");
        QTest::newRow("a block that Modbus does not carry") << QByteArray("[link]\nblock = 126\n") << 8 << s("link.block")
                                                            << s("126 is outside; give a whole number from 1 to 125.");
        QTest::newRow("a message, as instruments that speak in lines have") << QByteArray("[stop]\nsend = 'STOP'\n") << 8 << s("stop.send")
                                                                            << s("There is no key \"send\" here.");
    }
    void mistakeIsToldWithItsPlaceAndTheWayOut()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, line);
        QFETCH(QString, key);
        QFETCH(QString, message);
        const auto read = readModbus(head + body);
        QVERIFY(!read.description);
        QStringList all;
        bool isTold = false;
        for (const auto &problem : read.problems) {
            all << problem.text();
            isTold = isTold || (problem.line == line && problem.key == key && problem.message.startsWith(message));
        }
        QVERIFY2(isTold, qPrintable(all.join(QLatin1Char('\n'))));
    }
};

PODIUM_TEST_MAIN(ModbusFileTest)
#include "tst_modbusfile.moc"
