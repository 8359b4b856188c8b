// A mail server that takes everything and writes each Message-ID to a file as soon as the mail has ended: node smtp-sink.mjs PORT FILE
import { appendFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'

const [port, file] = process.argv.slice(2)
writeFileSync(file, '')
createServer((socket) => {
  let rest = ''
  let data = false
  let id = ''
  const say = (line) => socket.write(line + '\r\n')
  const take = (line) => {
    if (!data) {
      const verb = line.slice(0, 4).toUpperCase()
      if (verb === 'DATA') { data = true; id = ''; say('354 go on') } else if (verb === 'QUIT') { say('221 bye'); socket.end() } else say('250 ok')
    } else if (line === '.') {
      data = false
      appendFileSync(file, id + '\n')
      say('250 taken')
    } else if (/^message-id:/i.test(line)) {
      id = line.slice(11).trim()
    }
  }
  say('220 sink')
  socket.setEncoding('latin1')
  socket.on('data', (chunk) => {
    const lines = (rest + chunk).split('\r\n')
    rest = lines.pop()
    lines.forEach(take)
  })
  socket.on('error', () => {})
}).listen(Number(port), '127.0.0.1')
