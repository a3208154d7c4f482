// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/traffic/trafficscript.h"

#include "engine/model/bytetext.h"

namespace podium::ui
{
using engine::MessageClass;
using engine::TraceKind;

namespace
{
constexpr char connection[] = R"python(

class Line:
    """The connection, which carries bytes."""

    def __init__(self, address):
        self.came = b""
        tcp = re.fullmatch(r"tcp://(\[[^]]+\]|[^:/]+):(\d+)", address)
        serial = re.fullmatch(r"serial://(/[^?]*)\??(.*)", address)
        if tcp:
            self.socket = socket.create_connection((tcp[1].strip("[]"), int(tcp[2])), 5)
            self.socket.settimeout(None)
            self.file = self.socket.fileno()
        elif serial:
            self.file = open_serial(serial[1], serial[2])
        else:
            sys.exit(f"{address} is no address for this program: give tcp://host:port or serial:///dev/ttyS0?baud=9600")

    def close(self):
        self.socket.close() if hasattr(self, "socket") else os.close(self.file)

    def write(self, data):
        while data:
            data = data[os.write(self.file, data):]

    def until(self, place, limit):
        """Reads until place() tells where something ends; None if it does not within the limit."""
        over = time.monotonic() + limit
        while place() < 0:
            if not select.select([self.file], [], [], max(0.0, over - time.monotonic()))[0]:
                return None
            more = os.read(self.file, 65536)
            if not more:
                return None
            self.came += more
        return place()


def open_serial(path, settings):
    wanted = dict(pair.split("=", 1) for pair in settings.split("&") if pair)
    baud = "B" + wanted.get("baud", "9600")
    parity = {"none": 0, "even": termios.PARENB, "odd": termios.PARENB | termios.PARODD}.get(wanted.get("parity", "none"))
    if not hasattr(termios, baud) or parity is None:
        sys.exit(f"This program knows no {settings}: use another baud rate or parity.")
    file = os.open(path, os.O_RDWR | os.O_NOCTTY)
    mode = termios.tcgetattr(file)
    flow = wanted.get("flow", "none")
    control = termios.CREAD | termios.CLOCAL | getattr(termios, "CS" + wanted.get("data", "8")) | parity
    control |= termios.CSTOPB if wanted.get("stop", "1") == "2" else 0
    control |= termios.CRTSCTS if flow == "hardware" else 0
    mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
    speed = getattr(termios, baud)
    mode[:6] = [termios.IXON | termios.IXOFF if flow == "software" else 0, 0, control, 0, speed, speed]
    termios.tcsetattr(file, termios.TCSANOW, mode)
    return file

)python";

constexpr char textTalk[] = R"python(
class Talk(Line):
    """Messages and answers as their bytes; an answer is a line."""

    def send(self, message):
        self.write(message)

    def block_end(self):
        """Where a block #<digits><length><bytes> at the beginning ends; 0: there is none; -1: more has to come."""
        if self.came in (b"", b"#"):
            return -1
        head = 2 + int(self.came[1:2]) if re.match(rb"#[1-9]", self.came) else 0
        if head > len(self.came):
            return -1
        end = head + int(self.came[2:head]) if self.came[2:head].isdigit() else 0
        return end if end <= len(self.came) else -1

    def receive(self, limit, end):
        block = self.until(self.block_end, limit)
        place = None if block is None else self.until(lambda: self.came.find(end, block), limit)
        if place is None:
            return None
        line, self.came = self.came[:place], self.came[place + len(end):]
        return line
)python";

constexpr char program[] = R"python(

def replay(address, writes, strict):
    talk = Talk(address)
    begun = time.monotonic()
    missing = different = 0
    for what, at, message, *more in EXCHANGE:
        if what == "reconnect":
            talk.close()
            talk = Talk(address)
        elif what == "cut":
            sys.exit(f"The message {message} was cut in the trace: it cannot be sent. The exchange ends before it.")
        elif what == "send":
            if more[0] and not writes:
                sys.exit(f"The message {message} may move or energise something: add --writes to send it. The exchange ends before it.")
            time.sleep(max(0.0, begun + at - time.monotonic()))
            talk.send(message)
            print(">", message)
        elif what == "expect":
            how, whole, limit = more
            came = talk.receive(limit, how)
            same = came is not None and (came == message if whole else came.startswith(message))
            missing += came is None
            different += came is not None and not same
            print("<", came, "" if same else f"  expected {message}")
            if came is None:
                break
    talk.close()
    print(f"{missing} replies are missing, {different} differ.")
    return 1 if missing or (strict and different) else 0


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    unknown = [argument for argument in sys.argv[1:] if argument.startswith("--") and argument not in ("--writes", "--strict")]
    if unknown or len(arguments) > 1:
        sys.exit("usage: python3 FILE [--writes] [--strict] [ADDRESS]")
    sys.exit(replay((arguments or [ADDRESS])[0], "--writes" in sys.argv, "--strict" in sys.argv))
)python";

QString literal(const QByteArray &bytes)
{
    return QStringLiteral("b\"%1\"").arg(engine::byteText(bytes).replace(u'"', QLatin1String("\\\"")));
}

/// A name or address, where only printable ASCII is safe from being taken for something else.
QString literal(const QString &text)
{
    QString safe;
    for (const auto letter : text) {
        if (letter == u'"' || letter == u'\\')
            safe += u'\\';
        if (letter >= u' ' && letter <= u'~')
            safe += letter;
        else
            safe += QStringLiteral("\\u%1").arg(uint(letter.unicode()), 4, 16, QLatin1Char('0'));
    }
    return u'"' + safe + u'"';
}

QString seconds(engine::Duration duration) { return QString::number(std::chrono::duration<double>(duration).count(), 'f', 6); }

bool isWhole(const engine::TraceEntry &entry) { return entry.size == entry.text.size(); }

/// How the program has a message; nothing: it cannot.
struct Said {
    QString message;
    QString how; ///< of an answer
};

class ScriptLines
{
public:
    explicit ScriptLines(const ScriptLanguage &language) : m_language(language) {}

    QString of(const TrafficRow &row, const QString &at, bool isFirst)
    {
        const auto &entry = row.entry;
        const auto said = this->said(entry);
        switch (entry.kind) {
        case TraceKind::Sent:
            return sent(row, said, at);
        case TraceKind::Received:
            if (!entry.took && entry.end.isEmpty()) // of a protocol without replies
                return remark("came by itself:", row, at);
            return said ? received(entry, *said, at) : remark("answers what was not sent here:", row, at);
        case TraceKind::Late:
            return remark("late, discarded:", row, at);
        case TraceKind::Duplicate:
            return remark("a second time:", row, at);
        case TraceKind::Unsolicited:
            return remark("nobody had asked for", row, at);
        case TraceKind::Unfinished:
            return remark("did not end:", row, at);
        case TraceKind::TimedOut:
            return remark("no answer to", row, at);
        case TraceKind::Connected:
            return isFirst ? QStringLiteral("    # connected") : QStringLiteral("    (\"reconnect\", %1, b\"\"),").arg(at);
        case TraceKind::Lost:
            break;
        }
        return remark("the connection was lost:", row, at);
    }

private:
    std::optional<Said> said(const engine::TraceEntry &entry) const
    {
        if (!m_language.said)
            return Said{literal(entry.text), literal(entry.end.isEmpty() ? QByteArray("\n") : entry.end)};
        const auto words = m_language.said(entry);
        if (!words)
            return {};
        const bool isPrefix = entry.kind == TraceKind::Received && !isWhole(entry); // it ends behind a value
        return Said{literal(isPrefix ? words->text + u' ' : words->text), literal(words->answers)};
    }

    static QString sent(const TrafficRow &row, const std::optional<Said> &said, const QString &at)
    {
        if (!isWhole(row.entry))
            return QStringLiteral("    (\"cut\", %1, %2),").arg(at, literal(row.entry.text));
        if (!said)
            return remark("is not sent, since nobody can say it by hand:", row, at);
        const bool mayWrite = row.entry.messageClass == MessageClass::Write;
        return QStringLiteral("    (\"send\", %1, %2, %3),").arg(at, said->message, mayWrite ? QStringLiteral("True") : QStringLiteral("False"));
    }

    static QString received(const engine::TraceEntry &entry, const Said &said, const QString &at)
    {
        const auto limit = std::max<engine::Duration>(std::chrono::seconds(5), 3 * entry.took.value_or(engine::Duration::zero()));
        return QStringLiteral("    (\"expect\", %1, %2, %3, %4, %5),")
            .arg(at, said.message, said.how, isWhole(entry) ? QStringLiteral("True") : QStringLiteral("False"), seconds(limit));
    }

    static QString remark(const char *what, const TrafficRow &row, const QString &at)
    {
        const auto bytes = row.entry.text + row.entry.end;
        return QStringLiteral("    # %1 s: %2 %3").arg(at, QLatin1String(what), row.words.isEmpty() ? literal(bytes) : literal(row.words));
    }

    const ScriptLanguage &m_language;
};
} // namespace

QString trafficScript(const QString &link, const QString &address, const std::vector<TrafficRow> &rows, const ScriptLanguage &language)
{
    QStringList lines{QStringLiteral("#!/usr/bin/env python3")};
    const auto from = rows.empty() ? QString() : rows.front().wall.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz"));
    lines << QStringLiteral("# The traffic of the link %1 from %2 UTC on, %3 lines, written by Podium.").arg(literal(link), from, QString::number(rows.size()));
    lines << QStringLiteral("#   python3 FILE [--writes] [--strict] [ADDRESS]");
    lines << QStringLiteral("# --writes sends what may move or energise, too; --strict takes a reply that differs for a failure, not only a missing one.");
    lines << QStringLiteral("import os\nimport re\nimport select\nimport socket\nimport sys\nimport termios\nimport time\n");
    lines << QStringLiteral("ADDRESS = %1").arg(literal(address));
    lines << QStringLiteral("# what, seconds after the first, the message; of one that is sent whether it may write; of a reply how it ends or what it "
                            "answers, whether this is all of it, and how long it is awaited");
    lines << QStringLiteral("EXCHANGE = [");
    ScriptLines exchange(language);
    for (const auto &row : rows)
        lines << exchange.of(row, seconds(row.entry.when - rows.front().entry.when), &row == &rows.front());
    lines << QStringLiteral("]");
    const auto talk = language.said ? language.talk : QString::fromLatin1(textTalk);
    return lines.join(u'\n') + QString::fromLatin1(connection) + talk + QString::fromLatin1(program);
}
} // namespace podium::ui
